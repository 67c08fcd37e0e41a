package io.tidemark.api.it;

import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarValues;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A landed past: one busy instrument over some days with a correction and a cancel, and some that share a symbol. */
final class MarketDay {
    static final InstrumentId BUSY = InstrumentId.parse("us:SPY");
    static final InstrumentId COINBASE = InstrumentId.parse("coinbase:BTC-USD");
    static final InstrumentId KRAKEN = InstrumentId.parse("kraken:BTC-USD");
    static final InstrumentId BINANCE = InstrumentId.parse("binance:BTC-USDT");
    /** Tuesday 2013-10-08, 13:30 UTC: the opening in New York. */
    static final long OPENING = 1_381_239_000_000_000L;

    static final long SECOND = 1_000_000L;
    static final int TRADES = 3_000;
    private static final int CORRECTED = 7;
    private static final int CANCELLED = 11;

    private MarketDay() {}

    static void publish(World world) {
        List<TradeEvent> events = new ArrayList<>(busyDay());
        Trade corrected = events.get(CORRECTED).trade();
        events.add(Samples.correct(BUSY, corrected.tradeId(), 1, corrected.eventTimeMicros(), "99.5", "2"));
        Trade cancelled = events.get(CANCELLED).trade();
        events.add(Samples.cancel(BUSY, cancelled.tradeId(), 1, cancelled.eventTimeMicros()));
        for (InstrumentId id : List.of(COINBASE, KRAKEN, BINANCE)) {
            events.add(Samples.trade(id, 1, OPENING, "84312.55", "0.0142"));
        }
        events.add(events.get(0)); // a repeat
        events.add(Samples.heartbeat("us", OPENING + 86_400 * SECOND * 40));
        world.publish(events);
        world.publishQuotes(List.of(
                Samples.quote(BUSY, OPENING + SECOND, "100", "100.01"), Samples.quote(BUSY, OPENING, "99", "99.01")));
        world.landing.landAll();
    }

    /** The trades as they stand, in no order. */
    static List<Trade> standing() {
        List<Trade> trades = new ArrayList<>();
        for (TradeEvent event : busyDay()) {
            trades.add(event.trade());
        }
        Trade corrected = trades.get(CORRECTED);
        trades.set(
                CORRECTED,
                Samples.correct(BUSY, corrected.tradeId(), 1, corrected.eventTimeMicros(), "99.5", "2")
                        .trade());
        trades.remove(CANCELLED);
        return trades;
    }

    /** The bars that the fold makes of them, by start. */
    static Map<Long, BarValues> bars(BarInterval interval) {
        Map<Long, BarAccumulator> folds = new TreeMap<>();
        for (Trade trade : standing()) {
            long start = interval.startMicros(trade.eventTimeMicros(), Instruments.calendarOf(BUSY.venue()));
            folds.computeIfAbsent(start, first -> new BarAccumulator()).add(trade);
        }
        Map<Long, BarValues> bars = new TreeMap<>();
        folds.forEach(
                (start, fold) -> bars.put(start, BarFold.value(fold.state()).orElseThrow()));
        return bars;
    }

    /** Forty days; most trades in the first two minutes, several at the same microsecond. */
    private static List<TradeEvent> busyDay() {
        Random random = new Random(11);
        List<TradeEvent> events = new ArrayList<>();
        for (int index = 0; index < TRADES; index++) {
            long offset =
                    index < 2_000 ? (long) random.nextInt(1_200) * 100_000L : (long) random.nextInt(3_400_000) * SECOND;
            events.add(Samples.trade(
                    BUSY,
                    index,
                    OPENING + offset,
                    (9_000 + random.nextInt(2_000)) / 100 + "." + random.nextInt(100_000),
                    Integer.toString(1 + random.nextInt(500))));
        }
        return events;
    }
}
