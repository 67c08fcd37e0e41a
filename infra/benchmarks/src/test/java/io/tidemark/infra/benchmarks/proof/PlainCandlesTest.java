package io.tidemark.infra.benchmarks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.market.bar.BarValues;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeEventBuilder;
import io.tidemark.market.reference.RandomTrades;
import io.tidemark.market.reference.ReferenceBar;
import io.tidemark.market.reference.ReferenceCandles;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainCandlesTest {
    private static final long DAY_MICROS = 86_400_000_000L;
    /** Thursday, 31 October 2013, 12:00 UTC. */
    private static final long FROM = 1_383_220_800_000_000L;

    private static final MicrosRange ALWAYS = new MicrosRange(0, Long.MAX_VALUE);

    @Test
    void candlesAreThoseOfTheReferenceInEveryInterval() {
        List<Trade> trades = RandomTrades.of(5, 3_000, FROM, 6 * DAY_MICROS);
        FinalTrades finals = new FinalTrades();
        trades.forEach(trade -> finals.accept(event(trade).build()));

        Map<String, List<Candle>> candles = new PlainCandles(finals, ALWAYS).of(RandomTrades.INSTRUMENT);

        for (String interval : Buckets.INTERVALS) {
            assertThat(candles.get(interval)).isNotEmpty().isEqualTo(reference(trades, interval));
        }
    }

    @Test
    void highestRevisionStandsHoweverTheStatementsCome() {
        List<Trade> trades = RandomTrades.of(6, 300, FROM, DAY_MICROS);
        List<TradeEvent> statements = new java.util.ArrayList<>();
        List<Trade> standing = new java.util.ArrayList<>();
        for (Trade trade : trades) {
            statements.add(event(trade).build());
            if (trade.tradeId() % 3 == 0) {
                statements.add(event(trade).cancel(1).build());
            } else if (trade.tradeId() % 3 == 1) {
                Trade moved = new Trade(
                        trade.instrument(),
                        trade.idEpoch(),
                        trade.tradeId(),
                        trade.sequence(),
                        trade.eventTimeMicros() + DAY_MICROS,
                        trade.priceE9() + 1,
                        trade.sizeE8(),
                        trade.aggressor(),
                        7);
                statements.add(event(trade).cancel(1).build());
                statements.add(event(moved).correct(2).build());
                standing.add(moved);
            } else {
                standing.add(trade);
            }
        }
        Collections.shuffle(statements, new Random(1));
        FinalTrades finals = new FinalTrades();
        statements.forEach(finals);

        assertThat(new PlainCandles(finals, ALWAYS).of(RandomTrades.INSTRUMENT).get("1h"))
                .isEqualTo(reference(standing, "1h"));
    }

    @Test
    void secondsAreBoundedAndTheOthersAreNot() {
        FinalTrades finals = new FinalTrades();
        RandomTrades.of(7, 500, FROM, DAY_MICROS)
                .forEach(trade -> finals.accept(event(trade).build()));
        MicrosRange hour = new MicrosRange(FROM, FROM + DAY_MICROS / 24);

        Map<String, List<Candle>> candles = new PlainCandles(finals, hour).of(RandomTrades.INSTRUMENT);

        assertThat(candles.get("1s")).isNotEmpty().allMatch(candle -> hour.holds(candle.startMicros()));
        assertThat(candles.get("1m")).anyMatch(candle -> !hour.holds(candle.startMicros()));
    }

    /** A file's ids begin at its day: billions of them are not there. */
    @Test
    void idsMayBeFarApart() {
        List<Trade> trades = new java.util.ArrayList<>();
        FinalTrades finals = new FinalTrades();
        for (Trade trade : RandomTrades.of(8, 1_000, FROM, 2 * DAY_MICROS)) {
            Trade far = new Trade(
                    trade.instrument(),
                    trade.idEpoch(),
                    (20_131_008L + trade.tradeId() % 4) * 1_000_000_000L + trade.tradeId(),
                    trade.sequence(),
                    trade.eventTimeMicros(),
                    trade.priceE9(),
                    trade.sizeE8(),
                    trade.aggressor(),
                    trade.eligibility());
            trades.add(far);
            finals.accept(event(far).build());
        }

        assertThat(new PlainCandles(finals, ALWAYS).of(RandomTrades.INSTRUMENT).get("1m"))
                .isNotEmpty()
                .isEqualTo(reference(trades, "1m"));
    }

    private static TradeEventBuilder event(Trade trade) {
        return TradeEvent.newTrade(trade.instrument(), trade.tradeId())
                .idEpoch(trade.idEpoch())
                .sequence(trade.sequence())
                .eventTimeMicros(trade.eventTimeMicros())
                .priceE9(trade.priceE9())
                .sizeE8(trade.sizeE8())
                .aggressor(trade.aggressor())
                .eligibility(trade.eligibility());
    }

    private static List<Candle> reference(List<Trade> trades, String interval) {
        return ReferenceCandles.of(trades, interval, ZoneOffset.UTC).stream()
                .map(PlainCandlesTest::candle)
                .toList();
    }

    private static Candle candle(ReferenceBar bar) {
        BarValues values = bar.values();
        return Candle.of(
                bar.startMicros(),
                List.of(
                        Long.toString(bar.endMicros()),
                        text(values.open()),
                        text(values.high()),
                        text(values.low()),
                        text(values.close()),
                        Candle.decimal(values.volume()),
                        Candle.decimal(values.notional()),
                        text(values.vwap()),
                        Long.toString(values.trades()),
                        text(values.buyVolume()),
                        text(values.sellVolume()),
                        Long.toString(values.firstTimeMicros()),
                        Long.toString(values.lastTimeMicros())));
    }

    private static String text(Optional<BigDecimal> value) {
        return value.map(Candle::decimal).orElse("");
    }
}
