package io.tidemark.streaming.landing;

import java.util.Map;

/** Adds up where a batch's time goes. */
public final class Stopwatch {
    private final Map<String, Long> stepMillis;
    private long since = System.nanoTime();

    public Stopwatch(Map<String, Long> stepMillis) {
        this.stepMillis = stepMillis;
    }

    /** Counts the time since the last call to {@code step}. */
    public void lap(String step) {
        long now = System.nanoTime();
        stepMillis.merge(step, (now - since) / 1_000_000, Long::sum);
        since = now;
    }
}
