package io.tidemark.infra.benchmarks.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A range of time, µs since the epoch, the end exclusive. */
record MicrosRange(long from, long to) {
    MicrosRange {
        if (from >= to) {
            throw new IllegalArgumentException("a range needs from < to, were " + from + " and " + to);
        }
    }

    static MicrosRange around(long middle, Duration half) {
        return new MicrosRange(middle - micros(half), middle + micros(half));
    }

    /** By so much longer at both ends. */
    MicrosRange widened(Duration margin) {
        return new MicrosRange(from - micros(margin), to + micros(margin));
    }

    boolean holds(long micros) {
        return micros >= from && micros < to;
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** As text of ISO-8601. */
    static String text(long micros) {
        return instant(micros).toString();
    }
}
