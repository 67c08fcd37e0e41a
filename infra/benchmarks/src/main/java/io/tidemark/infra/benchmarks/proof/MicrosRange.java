package io.tidemark.infra.benchmarks.proof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A range of time, µs since the epoch, the end exclusive. */
record MicrosRange(long from, long to) {
    MicrosRange {
        if (from >= to) {
            throw new IllegalArgumentException("a range needs from < to, were " + from + " and " + to);
        }
    }

    boolean holds(long micros) {
        return micros >= from && micros < to;
    }

    /** As text of ISO-8601. */
    static String text(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
