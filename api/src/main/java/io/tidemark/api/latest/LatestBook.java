package io.tidemark.api.latest;

import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The states of all instruments since the log's reader last began. It is thrown away as a whole when the reader begins again: a
 * topic was recreated, the reader fell far behind, or more revisions came than are worth remembering.
 */
final class LatestBook {
    /** Some 10 MB; only corrections and cancellations count. */
    static final int MOST_REVISIONS = 100_000;

    private record VenuePartition(String venue, int partition) {}

    private final Map<InstrumentId, InstrumentState> states = new ConcurrentHashMap<>();
    private final Map<VenuePartition, Long> venueMarks = new ConcurrentHashMap<>();
    private volatile int revisions;

    /** The state of an instrument, made on the first question. */
    InstrumentState state(InstrumentId instrument) {
        return states.computeIfAbsent(instrument, unseen -> new InstrumentState());
    }

    /** Those that the log or a question has named; more may come while they are gone through. */
    Set<InstrumentId> instruments() {
        return states.keySet();
    }

    /** Called by the log's reader only. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void apply(TradeEvent event, LogRange seen, long offset, long knownAtMicros) {
        if (event.isHeartbeat()) {
            heartbeat(event.instrument().venue(), seen.partition(), Math.min(event.eventTimeMicros(), knownAtMicros));
            return;
        }
        revisions += state(event.instrument()).apply(event, seen, offset, knownAtMicros);
    }

    void heartbeat(String venue, int partition, long markMicros) {
        venueMarks.merge(new VenuePartition(venue, partition), markMicros, Math::max);
    }

    /** Called by the log's reader only. */
    void apply(QuoteEvent event, LogRange seen, long offset, long knownAtMicros) {
        state(event.instrument()).apply(event, seen, offset, knownAtMicros);
    }

    boolean isFull() {
        return revisions > MOST_REVISIONS;
    }

    int size() {
        return states.size();
    }

    /** How far a venue's clock has come in one partition, µs; {@link Long#MIN_VALUE} when no heartbeat told. */
    long venueMarkMicros(String venue, int partition) {
        return venueMarks.getOrDefault(new VenuePartition(venue, partition), Long.MIN_VALUE);
    }
}
