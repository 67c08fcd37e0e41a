package io.tidemark.batch;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.LandingProgress;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until the speed layer has come as far as the lake had when it was read.
 *
 * <p>Nothing may be published before that. A bar from further down the log would take events into its bucket that the stream has
 * yet to walk past; the stream knows by the bar's {@code known_to} not to count them again, but the day that it folds from
 * such minutes would hold them without saying so, and count them twice.
 */
final class LandingBarrier {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final LandingProgress progress;

    LandingBarrier(ClickHouse clickHouse) {
        this.progress = new LandingProgress(clickHouse);
    }

    /** @throws BehindException when it does not come that far in time; nothing is published then */
    void await(LakeFrontier lake, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> behind = behind(lake);
        while (!behind.isEmpty()) {
            if (System.nanoTime() >= deadline) {
                throw new BehindException("ClickHouse is behind the lake, " + String.join(", ", behind)
                        + ", and was not there after " + patience + ". The lake's bars are built; none was published."
                        + " See ./tidemark status, and run this again when ClickHouse has caught up.");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            behind = behind(lake);
        }
    }

    private List<String> behind(LakeFrontier lake) {
        List<String> behind = new ArrayList<>();
        lake.current()
                .ifPresent(life -> life.getValue().byPartition().forEach((partition, wanted) -> {
                    long landed = progress.read(Topics.TRADES, life.getKey(), partition)
                            .orElse(0);
                    if (landed < wanted) {
                        behind.add(Topics.TRADES + "-" + partition + " at " + landed + " of " + wanted);
                    }
                }));
        return behind;
    }
}
