package io.tidemark.feed.load;

import java.util.concurrent.locks.LockSupport;

/** Holds events back until their time has come: so many times as fast as they happened. */
final class Pace {
    private static final long NAP_NANOS = 50_000_000;

    private final int speed;
    private long firstEventMicros = Long.MIN_VALUE;
    private long firstNanos;

    /** @param speed 0 holds nothing back */
    Pace(int speed) {
        this.speed = speed;
    }

    boolean isFull() {
        return speed == 0;
    }

    void await(long eventTimeMicros) {
        if (speed == 0 || eventTimeMicros == 0) {
            return;
        }
        if (firstEventMicros == Long.MIN_VALUE) {
            firstEventMicros = eventTimeMicros;
            firstNanos = System.nanoTime();
        }
        long due = firstNanos + (eventTimeMicros - firstEventMicros) * 1_000 / speed;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, NAP_NANOS));
        }
    }

    /** The next file begins at once, also where a night lies between it and the last. */
    void restart() {
        firstEventMicros = Long.MIN_VALUE;
    }
}
