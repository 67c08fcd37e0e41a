package io.tidemark.infra.benchmarks.instance;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.wire.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Waits until both stores hold a range of the topic of trades, however long that takes while it moves on. */
public final class LandingWait {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    /** Nothing landed for so long: the instance is broken, not slow. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    private final LandingStatus status;
    private final PrintStream progress;

    public LandingWait(LandingStatus status, PrintStream progress) {
        this.status = status;
        this.progress = progress;
    }

    /** @throws BenchException when nothing lands any more */
    public void until(LogRange range) {
        long last = -1;
        long movedNanos = System.nanoTime();
        long lineNanos = movedNanos;
        while (true) {
            LandingStatus.Answer answer = status.ask();
            List<Long> landed = List.of(
                    range.recordsBelow(answer.landed(LandingStatus.LAKE, Topics.TRADES)),
                    range.recordsBelow(answer.landed(LandingStatus.CLICKHOUSE, Topics.TRADES)));
            long now = System.nanoTime();
            if (landed.stream().allMatch(records -> records == range.records())) {
                return;
            }
            long sum = landed.get(0) + landed.get(1);
            if (sum != last) {
                last = sum;
                movedNanos = now;
            } else if (now - movedNanos > STUCK.toNanos()) {
                throw BenchException.failed("Nothing has landed for " + STUCK.toMinutes() + " minutes; the stores hold "
                        + landed + " of " + range.records() + " records. lake: "
                        + answer.problem(LandingStatus.LAKE) + "; clickhouse: "
                        + answer.problem(LandingStatus.CLICKHOUSE) + ". See ./tidemark logs streaming.");
            }
            if (now - lineNanos > BETWEEN_LINES.toNanos()) {
                lineNanos = now;
                progress.printf(
                        "landed  lake %,12d  clickhouse %,12d  of %,d%n",
                        landed.get(0), landed.get(1), range.records());
            }
            Quiet.pause(PAUSE);
        }
    }
}
