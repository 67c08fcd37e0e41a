package io.tidemark.streaming.candles;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.event.TradeState;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Lands a log by the write order of the streaming job in batches of random length; a restless run dies at random steps of it. */
final class CrashingRun {
    private static final Duration LATENESS = Duration.ofSeconds(2);
    private static final int MOST_REPLAYED = 50;

    private final Random random;
    private final int mostPerBatch;
    private final Mood mood;

    /** Whether the process dies now and then. */
    enum Mood {
        CALM,
        RESTLESS
    }

    /** Steps of the write order after which the process may die. */
    private enum Step {
        EVENTS,
        HEADS,
        HALF_OF_THE_BARS,
        BARS,
        PROGRESS
    }

    CrashingRun(Random random, int mostPerBatch, Mood mood) {
        this.random = random;
        this.mostPerBatch = mostPerBatch;
        this.mood = mood;
    }

    static PartitionCandles open(MemoryCandleStore store) {
        return PartitionCandles.open(0, 1, store, LATENESS, store.progress, store.landedTo());
    }

    /** @param log of partition 1, the offsets from 0 without holes */
    MemoryCandleStore of(List<TradeState> log) {
        boolean crashes = mood == Mood.RESTLESS;
        MemoryCandleStore store = new MemoryCandleStore();
        PartitionCandles candles = open(store);
        while (store.progress < log.size()) {
            // A replay may begin before the progress, as after a restored checkpoint.
            int from =
                    crashes ? Math.max(0, (int) store.progress - random.nextInt(MOST_REPLAYED)) : (int) store.progress;
            int to = Math.min(log.size(), from + 1 + random.nextInt(mostPerBatch));
            Step last = crashes && random.nextInt(3) == 0 ? Step.values()[random.nextInt(4)] : Step.PROGRESS;
            land(store, candles, log.subList(from, to), last, bar -> random.nextBoolean());
            if (last != Step.PROGRESS || random.nextInt(20) == 0) {
                candles = open(store);
            }
        }
        return store;
    }

    /** One batch by the whole write order. */
    static void land(MemoryCandleStore store, PartitionCandles candles, List<TradeState> events) {
        land(store, candles, events, Step.PROGRESS, bar -> true);
    }

    private static void land(
            MemoryCandleStore store,
            PartitionCandles candles,
            List<TradeState> events,
            Step last,
            Predicate<Bar> isOfTheHalf) {
        long from = events.get(0).position().offset();
        long to = from + events.size();
        candles.walk(events);
        store.land(events);
        if (last == Step.EVENTS) {
            return;
        }
        store.applyHeads(from, to, candles.moved());
        if (last == Step.HEADS) {
            return;
        }
        List<Bar> bars = candles.finish();
        if (last == Step.HALF_OF_THE_BARS) {
            store.write(bars.stream().filter(isOfTheHalf).toList());
            return;
        }
        store.write(bars);
        if (last == Step.BARS) {
            return;
        }
        store.progress = Math.max(store.progress, to);
        candles.written(to);
    }
}
