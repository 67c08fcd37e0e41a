package io.tidemark.infra.benchmarks.measure;

import java.util.concurrent.locks.LockSupport;

/** The clock that intervals are measured by, and the way to wait for a moment of it. */
public interface Ticker {
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void awaitUntil(long nanos) {
            long ahead = nanos - System.nanoTime();
            while (ahead > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(ahead);
                ahead = nanos - System.nanoTime();
            }
        }
    };

    /** As {@link System#nanoTime}. */
    long nanoTime();

    /** Returns when the moment has come, or at once when the thread is interrupted. */
    void awaitUntil(long nanos);
}
