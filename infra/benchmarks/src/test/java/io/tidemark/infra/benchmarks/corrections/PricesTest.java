package io.tidemark.infra.benchmarks.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PricesTest {
    private static final Instant BEGUN = CorrectionFixture.NOW;

    private final TradeEvent trade = CorrectionFixture.DAY.trade(1, 90);

    @Test
    void correctionIsOfTheTradeAndInItsBar() {
        TradeEvent corrected = new Prices(BEGUN).correct(trade, BEGUN).orElseThrow();

        assertThat(corrected.action()).isEqualTo(TradeAction.CORRECT);
        assertThat(corrected.tradeId()).isEqualTo(trade.tradeId());
        assertThat(corrected.idEpoch()).isEqualTo(trade.idEpoch());
        assertThat(corrected.sizeE8()).isEqualTo(trade.sizeE8());
        assertThat(Place.of(corrected.instrument(), corrected.eventTimeMicros()).start())
                .isEqualTo("2026-03-01T01:30:00Z");
        assertThat(corrected.priceE9()).isGreaterThan(100 * trade.priceE9());
    }

    @Test
    void eachPriceIsAboveTheOneBefore() {
        Prices prices = new Prices(BEGUN);

        long first = prices.correct(trade, BEGUN).orElseThrow().priceE9();

        assertThat(prices.correct(trade, BEGUN).orElseThrow().priceE9()).isGreaterThan(first);
    }

    /** Else a bar that an earlier run has corrected would show the new correction before it was made. */
    @Test
    void laterRunHasHigherPricesAndRevisions() {
        Prices earlier = new Prices(BEGUN);
        TradeEvent last = trade;
        for (int count = 0; count < 1_000; count++) {
            last = earlier.correct(trade, BEGUN).orElseThrow();
        }

        TradeEvent next = new Prices(BEGUN.plusSeconds(1)).correct(trade, BEGUN).orElseThrow();

        assertThat(next.priceE9()).isGreaterThan(last.priceE9());
        assertThat(next.revision()).isGreaterThan(last.revision());
    }
}
