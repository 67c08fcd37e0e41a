package io.tidemark.infra.benchmarks.chaos;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.proof.ProofMarket;
import java.util.concurrent.locks.LockSupport;

/** Lets a market publish at a rate, and not past a limit that moves with the kills. One publisher, one who moves the limit. */
final class KillPace implements ProofMarket.Pace {
    private static final long NAP_NANOS = 2_000_000;
    /** What was missed by more than this, a broker being down, is not caught up with in a burst. */
    private static final long MOST_BEHIND_NANOS = 1_000_000_000;

    private final double nanosPerEvent;
    private volatile long limit;
    private volatile long published;
    private double dueNanos = System.nanoTime();

    KillPace(double eventsPerSecond, long limit) {
        this.nanosPerEvent = 1e9 / eventsPerSecond;
        this.limit = limit;
    }

    @Override
    public void before(long count) {
        published = count;
        dueNanos = Math.max(dueNanos + nanosPerEvent, (double) System.nanoTime() - MOST_BEHIND_NANOS);
        while (count >= limit || dueNanos - System.nanoTime() > NAP_NANOS) {
            if (Thread.currentThread().isInterrupted()) {
                throw BenchException.failed("interrupted");
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    long published() {
        return published;
    }

    void moveLimit(long events) {
        limit = events;
    }
}
