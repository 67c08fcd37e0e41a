package io.tidemark.infra.benchmarks.measure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Percentiles by nearest rank: each is a value that was measured, none is interpolated.
 *
 * <p>{@link #toMillis} is for values that are nanoseconds.
 */
public final class Percentiles {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sorted;

    private Percentiles(long[] sorted) {
        this.sorted = sorted;
    }

    /** @throws IllegalArgumentException of nothing there is no percentile */
    public static Percentiles of(long[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("percentiles need at least one value, were none");
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Percentiles(sorted);
    }

    /** @param percent above 0 and at most 100 */
    public long at(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("a percentile must be > 0 and <= 100, was " + percent);
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(1, rank) - 1];
    }

    public int count() {
        return sorted.length;
    }

    /** Count, p50, p99 and the largest, in ms. */
    public Map<String, Object> toMillis() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("count", sorted.length);
        figures.put("p50Millis", millis(at(50)));
        figures.put("p99Millis", millis(at(99)));
        figures.put("maxMillis", millis(at(100)));
        return figures;
    }

    /** ms with three places: more is noise. */
    public static double millis(long nanos) {
        return Math.round(nanos / NANOS_PER_MILLI * 1_000) / 1_000.0;
    }
}
