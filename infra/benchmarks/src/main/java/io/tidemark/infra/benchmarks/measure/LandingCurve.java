package io.tidemark.infra.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** How many records of a run each store had landed, over time. */
public final class LandingCurve {
    private final long total;
    private final List<Point> points = new ArrayList<>();

    /** @param seconds since the first record was published; @param published records that the log holds by then */
    public record Point(double seconds, long published, long lake, long clickHouse) {
        /** What both stores hold. */
        public long both() {
            return Math.min(lake, clickHouse);
        }
    }

    /** @param total records of the run; known when all are published */
    public LandingCurve(long total, List<Point> points) {
        if (total < 1) {
            throw new IllegalArgumentException("a run has at least 1 record, was " + total);
        }
        this.total = total;
        this.points.addAll(points);
    }

    public List<Point> points() {
        return List.copyOf(points);
    }

    /**
     * Records a second from the first sample that saw half of them landed to the first that saw all. Landing goes in steps: the
     * records that this first sample saw are those that it is counted from, so a large step does no good. What landed in one step has no second half: its rate is that of the whole.
     */
    public double secondHalfPerSecond(ToLongFunction<Point> landed) {
        Point half = firstAtLeast(total / 2, landed);
        Point all = firstAtLeast(total, landed);
        if (half.equals(all)) {
            return wholePerSecond(landed);
        }
        return (total - landed.applyAsLong(half)) / (all.seconds() - half.seconds());
    }

    /** Records a second from the first one published to the first sample that saw all landed. */
    public double wholePerSecond(ToLongFunction<Point> landed) {
        return total / secondsToAll(landed);
    }

    public double secondsToAll(ToLongFunction<Point> landed) {
        return firstAtLeast(total, landed).seconds();
    }

    private Point firstAtLeast(long records, ToLongFunction<Point> landed) {
        return points.stream()
                .filter(point -> landed.applyAsLong(point) >= records)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no sample saw " + records + " of " + total + " landed"));
    }
}
