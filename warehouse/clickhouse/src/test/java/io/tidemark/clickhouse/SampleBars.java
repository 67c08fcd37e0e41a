package io.tidemark.clickhouse;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.event.Trade;
import io.tidemark.market.instrument.Instruments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bars of trades, as the vocabulary folds them. */
final class SampleBars {
    private SampleBars() {}

    static Map<BarKey, BarState> fold(Collection<Trade> trades, BarInterval interval) {
        Map<BarKey, BarAccumulator> accumulators = new HashMap<>();
        for (Trade trade : trades) {
            long start = interval.startMicros(
                    trade.eventTimeMicros(),
                    Instruments.calendarOf(trade.instrument().venue()));
            accumulators
                    .computeIfAbsent(new BarKey(trade.instrument(), interval, start), key -> new BarAccumulator())
                    .add(trade);
        }
        Map<BarKey, BarState> states = new HashMap<>();
        accumulators.forEach((key, accumulator) -> states.put(key, accumulator.state()));
        return states;
    }

    static List<Bar> bars(Collection<Trade> trades, BarInterval interval, BarStatus status, long knownTo) {
        List<Bar> bars = new ArrayList<>();
        fold(trades, interval).forEach((key, state) -> bars.add(bar(key, state, status, knownTo)));
        return bars;
    }

    static Bar bar(BarKey key, BarState state, BarStatus status, long knownTo) {
        int revision = status == BarStatus.REVISED ? 1 : 0;
        return new Bar(
                key,
                state,
                new BarVersion(
                        BarFold.VERSION,
                        0,
                        knownTo,
                        status,
                        BarLayer.SPEED,
                        revision,
                        SampleTrades.START_MICROS + knownTo),
                0);
    }
}
