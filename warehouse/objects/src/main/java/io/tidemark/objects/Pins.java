package io.tidemark.objects;

import io.tidemark.settings.LakeSettings;
import java.util.List;
import java.util.Optional;

/** The pins of a lake: small objects beside its tables, {@code LAKE/_pins/NAME.json}. */
public final class Pins {
    private static final String SUFFIX = ".json";

    private final ObjectStore store;
    private final String prefix;

    public Pins(ObjectStore store, LakeSettings lake) {
        this.store = store;
        this.prefix = (lake.prefix().isEmpty() ? "" : lake.prefix() + "/") + "_pins/";
    }

    /** @return whether the pin is there now; not when another one has this name */
    public boolean add(Pin pin) {
        return store.createIfAbsent(object(pin.name()), pin.toBytes());
    }

    /** All pins in the order of their names. */
    public List<Pin> all() {
        return store.list(prefix).stream()
                .filter(object -> object.endsWith(SUFFIX))
                .sorted()
                // One that is removed in between is pinned no more.
                .flatMap(object -> store.read(object).map(bytes -> Pin.parse(bytes, object)).stream())
                .toList();
    }

    public Optional<Pin> find(String name) {
        String object = object(name);
        return store.read(object).map(bytes -> Pin.parse(bytes, object));
    }

    /** @return whether there was such a pin */
    public boolean remove(String name) {
        boolean isThere = find(name).isPresent();
        store.delete(object(name));
        return isThere;
    }

    private String object(String name) {
        Pin.requireName(name);
        return prefix + name + SUFFIX;
    }
}
