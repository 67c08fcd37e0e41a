package io.tidemark.api.instrument;

import io.tidemark.api.problem.Problems;
import io.tidemark.clickhouse.read.InstrumentReader;
import io.tidemark.clickhouse.read.InstrumentRow;
import io.tidemark.clickhouse.read.ReadException;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.settings.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which instruments there are. Kept in memory, so that a path is understood without a question; read again when a name is not
 * known, or when it has grown old. When ClickHouse is down, what was last read goes on to serve. Thread-safe.
 */
public final class InstrumentDirectory {
    private static final Duration OLD = Duration.ofSeconds(10);
    /** A stream of unknown names must not become a stream of questions. */
    private static final Duration YOUNG = Duration.ofSeconds(1);

    private static final int MOST_CHOICES = 5;

    /** One state of the table, by id and by what else an instrument may be called. */
    private record Listing(TreeMap<String, InstrumentRow> byId, Map<String, List<String>> byName, long readNanos) {}

    private final InstrumentReader reader;
    private volatile Optional<Listing> listing = Optional.empty();

    public InstrumentDirectory(InstrumentReader reader) {
        this.reader = reader;
    }

    /** All instruments in the order of their ids; at most some seconds old. */
    public List<InstrumentRow> all() {
        return List.copyOf(atMost(OLD).byId().values());
    }

    /** The number last read, without asking. */
    public int size() {
        return listing.map(known -> known.byId().size()).orElse(0);
    }

    /**
     * The instrument that a path names: by its id, or by a symbol or alias that only one venue has.
     *
     * @throws io.tidemark.api.problem.ProblemException when there is none, or more than one; it lists the choices
     */
    public InstrumentRow find(String name) {
        return known(name).orElseGet(() -> lookUp(atMost(YOUNG), name));
    }

    /** Like {@link #find} without asking ClickHouse; empty when memory does not settle it. */
    public Optional<InstrumentRow> known(String name) {
        return listing.flatMap(current -> Optional.ofNullable(current.byId().get(name)));
    }

    private static InstrumentRow lookUp(Listing listing, String name) {
        InstrumentRow byId = listing.byId().get(name);
        if (byId != null) {
            return byId;
        }
        List<String> ids = listing.byName().getOrDefault(name, List.of());
        if (ids.size() == 1) {
            return found(listing, ids.get(0));
        }
        if (ids.size() > 1) {
            throw Problems.ambiguousSymbol(name, ids);
        }
        throw Problems.unknownInstrument(name, near(listing, name));
    }

    /** The same symbol in other letters or at other venues, else what is spelled most alike. */
    private static List<String> near(Listing listing, String name) {
        Set<String> near = new LinkedHashSet<>();
        String symbol = name.substring(name.indexOf(':') + 1).toUpperCase(Locale.ROOT);
        near.addAll(listing.byName().getOrDefault(symbol, List.of()));
        Nearest.to(name, listing.byId().keySet()).ifPresent(near::add);
        Nearest.to(symbol, listing.byName().keySet())
                .ifPresent(alike -> near.addAll(listing.byName().getOrDefault(alike, List.of())));
        return near.stream().limit(MOST_CHOICES).toList();
    }

    private static InstrumentRow found(Listing listing, String id) {
        return Optional.ofNullable(listing.byId().get(id))
                .orElseThrow(
                        () -> new IllegalStateException("the name index leads to " + id + ", which is not listed"));
    }

    private Listing atMost(Duration age) {
        return fresh(age).orElseGet(() -> readUnless(() -> fresh(age)));
    }

    private Optional<Listing> fresh(Duration age) {
        return listing.filter(current -> System.nanoTime() - current.readNanos() < age.toNanos());
    }

    /** One reader at a time; the others take what it brings. */
    private synchronized Listing readUnless(Supplier<Optional<Listing>> alreadyThere) {
        return alreadyThere.get().orElseGet(() -> {
            try {
                Listing read = index(reader.all());
                listing = Optional.of(read);
                return read;
            } catch (ReadException down) {
                return listing.orElseThrow(() -> down);
            }
        });
    }

    private static Listing index(List<InstrumentRow> rows) {
        TreeMap<String, InstrumentRow> byId = new TreeMap<>();
        Map<String, Set<String>> byName = new TreeMap<>();
        for (InstrumentRow row : rows) {
            InstrumentId id = row.id();
            byId.put(id.toString(), row);
            List<String> names = new ArrayList<>(row.aliases());
            names.add(id.symbol());
            for (String name : names) {
                byName.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(id.toString());
                byName.computeIfAbsent(id.venue() + ":" + name, first -> new LinkedHashSet<>())
                        .add(id.toString());
            }
        }
        Map<String, List<String>> names = byName.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        return new Listing(byId, names, System.nanoTime());
    }
}
