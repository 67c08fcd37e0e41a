package io.tidemark.infra.benchmarks.corrections;

import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.number.Fixed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Prices that no simulated trade has and no earlier run has used, each above the one before: a bar's high tells which corrections
 * it holds.
 */
final class Prices {
    /** As the simulator's id epochs: seconds since 2020. */
    private static final long EPOCH_BEGIN_SECOND = 1_577_836_800L;

    private static final long E9 = 1_000_000_000L;
    /** Prices of a run begin so much higher for each second since 2020 … */
    private static final long RUN_STEP_E9 = E9 / 10_000;

    /** … which is room for 10,000 corrections a second. */
    private static final long STEP_E9 = 10;
    /** No simulated instrument comes near it, and no simulated size makes it too dear. */
    private static final long LOWEST_E9 = 100_000 * E9;

    private final int run;
    private long nextE9;

    /** @param begun when the run began; of a later run all prices and revisions are higher */
    Prices(Instant begun) {
        run = Math.toIntExact(begun.getEpochSecond() - EPOCH_BEGIN_SECOND);
        nextE9 = LOWEST_E9 + run * RUN_STEP_E9;
    }

    /**
     * The next correction of a trade, at the next price; empty where that price would make the trade worth more than any may be.
     * A trade is to be corrected once in a run: the revision is the run's.
     */
    Optional<TradeEvent> correct(TradeEvent trade, Instant now) {
        if (!Fixed.isNotionalOfOneTrade(nextE9, trade.sizeE8())) {
            return Optional.empty();
        }
        long price = nextE9;
        nextE9 += STEP_E9;
        return Optional.of(trade.toBuilder()
                .correct(run)
                .receivedAtMicros(ChronoUnit.MICROS.between(Instant.EPOCH, now))
                .priceE9(price)
                .build());
    }
}
