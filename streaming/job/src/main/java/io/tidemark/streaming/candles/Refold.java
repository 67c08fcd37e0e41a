package io.tidemark.streaming.candles;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Folds dirty buckets again: minutes from the trades' states, days from their minutes. */
final class Refold {
    private Refold() {}

    static void minutes(List<LiveBar> changed, CandleStore store) {
        Map<BarKey, BarAccumulator> folds = emptyFolds(changed);
        if (folds.isEmpty()) {
            return;
        }
        store.trades(folds.keySet(), (key, trade) -> fold(folds, key).add(trade));
        apply(changed, folds);
    }

    /**
     * @param changedMinutes with their new states: where a minute is in memory and in the store, memory is newer
     */
    static void days(List<LiveBar> changed, List<LiveBar> changedMinutes, CandleStore store) {
        Map<BarKey, BarAccumulator> folds = emptyFolds(changed);
        if (folds.isEmpty()) {
            return;
        }
        Map<BarKey, LiveBar> inMemory = new HashMap<>();
        for (LiveBar minute : changedMinutes) {
            inMemory.put(minute.key, minute);
            BarAccumulator day = folds.get(dayOf(minute.key));
            if (day != null) {
                day.add(minute.state());
            }
        }
        store.minutesOf(folds.keySet()).forEach((day, minutes) -> {
            for (Bar minute : minutes) {
                if (!inMemory.containsKey(minute.key())) {
                    fold(folds, day).add(minute.state());
                }
            }
        });
        apply(changed, folds);
    }

    private static BarKey dayOf(BarKey minute) {
        InstrumentId instrument = minute.instrument();
        long start = BarInterval.DAY_1.startMicros(minute.startMicros(), Instruments.calendarOf(instrument.venue()));
        return new BarKey(instrument, BarInterval.DAY_1, start);
    }

    private static Map<BarKey, BarAccumulator> emptyFolds(List<LiveBar> changed) {
        Map<BarKey, BarAccumulator> folds = new HashMap<>();
        for (LiveBar bar : changed) {
            if (bar.needsRebuild()) {
                folds.put(bar.key, new BarAccumulator());
            }
        }
        return folds;
    }

    private static BarAccumulator fold(Map<BarKey, BarAccumulator> folds, BarKey key) {
        BarAccumulator fold = folds.get(key);
        if (fold == null) {
            throw new IllegalStateException("the store answered for " + key + ", which was not asked for");
        }
        return fold;
    }

    private static void apply(List<LiveBar> changed, Map<BarKey, BarAccumulator> folds) {
        for (LiveBar bar : changed) {
            BarAccumulator folded = folds.get(bar.key);
            if (folded != null) {
                bar.rebuilt(folded);
            }
        }
    }
}
