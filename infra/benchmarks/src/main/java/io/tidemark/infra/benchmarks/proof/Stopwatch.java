package io.tidemark.infra.benchmarks.proof;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** How long each of some works took, added up, and how long it was from the first to now. Thread-safe. */
final class Stopwatch {
    private final long begunNanos = System.nanoTime();
    private final Map<String, Long> nanos = new ConcurrentHashMap<>();

    <T> T time(String name, Supplier<T> work) {
        long begun = System.nanoTime();
        try {
            return work.get();
        } finally {
            nanos.merge(name, System.nanoTime() - begun, Long::sum);
        }
    }

    double elapsedSeconds() {
        return seconds(System.nanoTime() - begunNanos);
    }

    /** By name; those of works that went on side by side add up to more than {@code together}. */
    Map<String, Object> seconds() {
        Map<String, Object> seconds = new LinkedHashMap<>();
        nanos.keySet().stream().sorted().forEach(name -> seconds.put(name, seconds(nanos.getOrDefault(name, 0L))));
        seconds.put("together", elapsedSeconds());
        return seconds;
    }

    private static double seconds(long nanos) {
        return Math.round(nanos / 1e6) / 1e3;
    }
}
