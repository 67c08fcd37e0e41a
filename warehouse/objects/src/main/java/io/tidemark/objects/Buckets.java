package io.tidemark.objects;

import io.tidemark.settings.LakeSettings;

/** Buckets. */
public final class Buckets {
    private Buckets() {}

    /**
     * Creates the lake's bucket unless it is there; several processes may do so at once.
     *
     * @throws ObjectStoreException if the endpoint does not answer or refuses; the message has the remedy
     */
    public static void ensure(LakeSettings settings) {
        try (ObjectStore store = ObjectStore.open(settings)) {
            store.ensureBucket();
        }
    }
}
