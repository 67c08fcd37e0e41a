package io.tidemark.batch;

import io.tidemark.market.instrument.InstrumentId;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What moves an instrument's mark beside its own events of the days that are read: heartbeats of its venue, and later days. */
final class OtherMarks implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<Key, Marks> marks = new HashMap<>();

    /** {@code venue:*} stands for a venue's heartbeats, which go to every partition. */
    private record Key(String instrument, int topicEpoch, int partition) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    Marks of(String instrument, int topicEpoch, int partition) {
        return marks.computeIfAbsent(new Key(instrument, topicEpoch, partition), key -> new Marks());
    }

    void addTo(Marks own, InstrumentId instrument, int topicEpoch, int partition) {
        add(own, marks.get(new Key(instrument.toString(), topicEpoch, partition)));
        String venue = InstrumentId.ofVenue(instrument.venue()).toString();
        add(own, marks.get(new Key(venue, topicEpoch, partition)));
    }

    private static void add(Marks own, @Nullable Marks others) {
        if (others != null) {
            own.addAll(others);
        }
    }
}
