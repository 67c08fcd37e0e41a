package io.tidemark.infra.benchmarks.instance;

import io.tidemark.infra.benchmarks.BenchException;
import java.time.Duration;

/** A fresh streaming job compiles, and falls behind, before it keeps up with a market: that is not what is measured. */
public final class KeepingUp {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final double MOST_SECONDS_BEHIND = 2;

    private KeepingUp() {}

    /** Returns when landing in ClickHouse is less than two seconds behind. */
    public static void await(LandingStatus status, double tradesPerSecond) {
        long begin = System.nanoTime();
        while (status.ask().lagRecords(LandingStatus.CLICKHOUSE) > MOST_SECONDS_BEHIND * tradesPerSecond) {
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                throw BenchException.failed("Landing in ClickHouse is still more than " + MOST_SECONDS_BEHIND
                        + " s behind after " + LONGEST.toMinutes() + " min: let fewer trades arrive a second.");
            }
            Quiet.pause(Duration.ofSeconds(1));
        }
    }
}
