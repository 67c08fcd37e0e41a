package io.tidemark.infra.benchmarks.ingest;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.LandingStatus;
import io.tidemark.infra.benchmarks.instance.LogEnds;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.infra.benchmarks.instance.Market;
import io.tidemark.infra.benchmarks.instance.Quiet;
import io.tidemark.infra.benchmarks.measure.LandingCurve;
import io.tidemark.wire.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks the streaming job twice a second how much of a run each store holds, until both hold all of it. */
final class LandingWatch {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    /** Nothing landed for so long: the instance is broken, not slow. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    private final LandingStatus status;
    private final LogEnds ends;
    private final Map<Integer, Long> from;
    private final PrintStream progress;
    private final List<LandingCurve.Point> points = new ArrayList<>();
    private long lastMoveNanos;
    private long lastLineNanos;

    LandingWatch(LandingStatus status, LogEnds ends, Map<Integer, Long> from, PrintStream progress) {
        this.status = status;
        this.ends = ends;
        this.from = from;
        this.progress = progress;
    }

    LandingCurve until(Market market) {
        long begun = System.nanoTime();
        lastMoveNanos = begun;
        lastLineNanos = begun;
        while (true) {
            // Asked before the ends: an end that is read after the last record was acknowledged is the last.
            boolean isOver = market.isOver();
            LogRange published = new LogRange(from, ends.of(Topics.TRADES));
            LandingStatus.Answer answer = status.ask();
            double seconds = (System.nanoTime() - begun) / 1e9;
            LandingCurve.Point point = new LandingCurve.Point(
                    seconds,
                    published.records(),
                    published.recordsBelow(answer.landed(LandingStatus.LAKE, Topics.TRADES)),
                    published.recordsBelow(answer.landed(LandingStatus.CLICKHOUSE, Topics.TRADES)));
            add(point, answer);
            if (isOver) {
                // Throws what publishing failed with, instead of waiting for records that never come.
                market.report();
                if (point.both() == published.records()) {
                    return new LandingCurve(published.records(), points);
                }
            }
            Quiet.pause(PAUSE);
        }
    }

    private void add(LandingCurve.Point point, LandingStatus.Answer answer) {
        long now = System.nanoTime();
        if (points.isEmpty() || !isSame(points.get(points.size() - 1), point)) {
            lastMoveNanos = now;
        } else if (now - lastMoveNanos > STUCK.toNanos()) {
            throw BenchException.failed("Nothing has landed for " + STUCK.toMinutes() + " minutes; the stores hold "
                    + point.lake() + " and " + point.clickHouse() + " of " + point.published() + " records. lake: "
                    + answer.problem(LandingStatus.LAKE) + "; clickhouse: "
                    + answer.problem(LandingStatus.CLICKHOUSE) + ". See ./tidemark logs streaming.");
        }
        points.add(point);
        if (now - lastLineNanos > BETWEEN_LINES.toNanos()) {
            lastLineNanos = now;
            progress.printf(
                    "%6.1f s  published %,12d  lake %,12d  clickhouse %,12d%n",
                    point.seconds(), point.published(), point.lake(), point.clickHouse());
        }
    }

    private static boolean isSame(LandingCurve.Point left, LandingCurve.Point right) {
        return left.published() == right.published()
                && left.lake() == right.lake()
                && left.clickHouse() == right.clickHouse();
    }
}
