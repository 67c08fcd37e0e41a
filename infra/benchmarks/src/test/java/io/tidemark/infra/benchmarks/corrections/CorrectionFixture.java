package io.tidemark.infra.benchmarks.corrections;

import io.tidemark.infra.benchmarks.instance.DayOfTrades;
import io.tidemark.market.event.TradeEvent;
import java.time.Instant;
import java.time.LocalDate;

/** Corrections of the trades of a day with two instruments. */
final class CorrectionFixture {
    static final DayOfTrades DAY = DayOfTrades.whole(LocalDate.of(2026, 3, 1), 2);
    static final Instant NOW = Instant.parse("2026-03-03T10:00:00Z");

    private final Prices prices = new Prices(NOW);
    private int number;

    /** Of an instrument's trade in a minute, published at {@code nanos}. */
    Correction correction(Side side, int instrument, int minute, long nanos) {
        TradeEvent event = prices.correct(DAY.trade(instrument, minute), NOW).orElseThrow();
        return new Correction(number++, side, event, nanos);
    }
}
