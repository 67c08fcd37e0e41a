package io.tidemark.batch;

import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.event.Trade;
import java.util.Arrays;
import java.util.Optional;

/** A bucket while its instrument's events pass by: its final trades, and where in the log it changed. */
final class Bucket {
    private final BarAccumulator accumulator = new BarAccumulator();
    private long[] changes = new long[4];
    private int changeCount;
    private long lastChange = -1;
    private long lastChangeKnownAtMicros;

    /** An event at this place changed the bucket's trades. */
    void changed(long place, long knownAtMicros) {
        // A correction takes a trade out and puts it in again: one event, one change.
        if (changeCount > 0 && changes[changeCount - 1] == place) {
            return;
        }
        if (changeCount == changes.length) {
            changes = Arrays.copyOf(changes, changeCount * 2);
        }
        changes[changeCount++] = place;
        if (place > lastChange) {
            lastChange = place;
            lastChangeKnownAtMicros = knownAtMicros;
        }
    }

    void add(Trade trade) {
        accumulator.add(trade);
    }

    BarAccumulator accumulator() {
        return accumulator;
    }

    BarVersion version(Optional<Marks.Event> closing) {
        long closedAt = closing.map(Marks.Event::place).orElse(Long.MAX_VALUE);
        int revision = 0;
        for (int i = 0; i < changeCount; i++) {
            if (changes[i] > closedAt) {
                revision++;
            }
        }
        boolean closedLast = closing.isPresent() && closedAt > lastChange;
        long last = closedLast ? closedAt : lastChange;
        return new BarVersion(
                BarFold.VERSION,
                Place.topicEpoch(last),
                Place.offset(last) + 1,
                revision > 0 ? BarStatus.REVISED : closing.isPresent() ? BarStatus.CLOSED : BarStatus.OPEN,
                BarLayer.BATCH,
                revision,
                closedLast ? closing.get().knownAtMicros() : lastChangeKnownAtMicros);
    }
}
