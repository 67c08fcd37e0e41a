package io.tidemark.streaming.candles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarValues;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeEventBuilder;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a correction costs: a minute may have tens of thousands of trades, which are read again only where nothing else tells. */
class CorrectionCostTest {
    private static final InstrumentId INSTRUMENT = InstrumentId.parse("sim:S0001-USD");
    private static final long MINUTE = 1_381_190_400_000_000L;
    private static final long SECOND = 1_000_000L;
    /** Open 10, high 30, low 5, close 12; the trade at 15 is none of them. */
    private static final List<Integer> PRICES = List.of(10, 30, 15, 5, 12);

    private static final int MIDDLE = 2;
    private static final int HIGH = 1;

    private final MemoryCandleStore store = new MemoryCandleStore();
    private final PartitionCandles candles = CrashingRun.open(store);
    private long nextOffset;

    @BeforeEach
    void aMinuteOfTrades() {
        List<TradeEvent> trades = new ArrayList<>();
        for (int id = 0; id < PRICES.size(); id++) {
            trades.add(trade(id, PRICES.get(id)).build());
        }
        land(trades);
        assertThat(store.minutesRead).isZero();
    }

    @Test
    void aCorrectionOfATradeThatSetsNothingReadsNoOtherTrade() {
        land(List.of(trade(MIDDLE, 16).correct(1).build()));

        assertThat(store.minutesRead).isZero();
        assertThat(minute().notional()).isEqualByComparingTo(new BigDecimal(10 + 30 + 16 + 5 + 12));
        assertThat(minute().trades()).isEqualTo(PRICES.size());
    }

    @Test
    void aCorrectionToANewHighReadsNoOtherTrade() {
        land(List.of(trade(MIDDLE, 99).correct(1).build()));

        assertThat(store.minutesRead).isZero();
        assertThat(minute().high()).contains(new BigDecimal("99.000000000"));
    }

    @Test
    void aCancelOfATradeThatSetsNothingReadsNoOtherTrade() {
        land(List.of(trade(MIDDLE, PRICES.get(MIDDLE)).cancel(1).build()));

        assertThat(store.minutesRead).isZero();
        assertThat(minute().trades()).isEqualTo(PRICES.size() - 1);
    }

    @Test
    void whatWasTheHighBeforeIsToldByTheOtherTradesOnly() {
        land(List.of(trade(HIGH, 11).correct(1).build()));

        assertThat(store.minutesRead).isPositive();
        assertThat(minute().high()).contains(new BigDecimal("15.000000000"));
    }

    private void land(List<TradeEvent> events) {
        List<TradeState> batch = new ArrayList<>();
        for (TradeEvent event : events) {
            batch.add(new TradeState(event, new LogPosition(0, 1, nextOffset++, event.eventTimeMicros() + 50_000)));
        }
        CrashingRun.land(store, candles, batch);
    }

    private BarValues minute() {
        Bar bar = store.bars.values().stream()
                .filter(stored -> stored.key().startMicros() == MINUTE
                        && stored.key().interval().label().equals("1m"))
                .findFirst()
                .orElseThrow();
        Optional<BarValues> values = BarFold.value(bar.state());
        return values.orElseThrow();
    }

    /** Size 1 at a price in whole units, a second after the one before. */
    /** Size 1 at a price in whole units, a second after the one before. */
    private static TradeEventBuilder trade(long id, int price) {
        return TradeEvent.newTrade(INSTRUMENT, id)
                .sequence(id)
                .eventTimeMicros(MINUTE + id * SECOND)
                .priceE9(price * 1_000_000_000L)
                .sizeE8(100_000_000L)
                .aggressor(Aggressor.BUY);
    }
}
