package io.tidemark.streaming.candles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.clickhouse.TradeIdentity;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionCandlesTest {
    private static final Duration LATENESS = Duration.ofSeconds(2);

    /** Steps of the write order after which the process may die. */
    private enum Step {
        EVENTS,
        HEADS,
        HALF_OF_THE_BARS,
        BARS,
        PROGRESS
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void candlesEqualTheFinalTradesHoweverTheLogIsCut(long seed) {
        List<TradeState> log = new DisorderlyLog(seed).events(4_000);

        MemoryCandleStore store = run(log, new Random(seed), false);

        assertThat(states(store)).isEqualTo(expected(store));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 108, 117})
    void crashesAtAnyStepLeaveNoBarStale(long seed) {
        List<TradeState> log = new DisorderlyLog(seed).events(4_000);

        MemoryCandleStore store = run(log, new Random(seed), true);

        assertThat(states(store)).isEqualTo(expected(store));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void whatTheLogMadeOfABarIsTheSameWithOtherBatchesAndWithCrashes(long seed) {
        List<TradeState> log = new DisorderlyLog(seed).events(3_000);

        MemoryCandleStore calm = run(log, new Random(seed), false);
        MemoryCandleStore restless = run(log, new Random(seed + 100), true);

        assertThat(restless.bars).isEqualTo(calm.bars);
    }

    @Test
    void replayOfProcessedOffsetsChangesNothing() {
        List<TradeState> log = new DisorderlyLog(99).events(2_000);
        MemoryCandleStore store = run(log, new Random(99), false);
        PartitionCandles candles = open(store);

        candles.walk(log);

        assertThat(candles.finish()).isEmpty();
    }

    private static PartitionCandles open(MemoryCandleStore store) {
        return PartitionCandles.open(0, 1, store, LATENESS, store.progress, store.landedTo());
    }

    private static MemoryCandleStore run(List<TradeState> log, Random random, boolean crashes) {
        MemoryCandleStore store = new MemoryCandleStore();
        PartitionCandles candles = open(store);
        while (store.progress < log.size()) {
            // A replay may begin before the progress, as after a restored checkpoint.
            int from = crashes ? Math.max(0, (int) store.progress - random.nextInt(50)) : (int) store.progress;
            int to = Math.min(log.size(), from + 1 + random.nextInt(400));
            Step last = crashes && random.nextInt(3) == 0 ? Step.values()[random.nextInt(4)] : Step.PROGRESS;
            batch(store, candles, log.subList(from, to), random, last);
            if (last != Step.PROGRESS || random.nextInt(20) == 0) {
                candles = open(store);
            }
        }
        return store;
    }

    private static void batch(
            MemoryCandleStore store, PartitionCandles candles, List<TradeState> events, Random random, Step last) {
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
            store.write(bars.stream().filter(bar -> random.nextBoolean()).toList());
            return;
        }
        store.write(bars);
        if (last == Step.BARS) {
            return;
        }
        store.progress = Math.max(store.progress, to);
        candles.written(to);
    }

    private static Map<BarKey, BarState> states(MemoryCandleStore store) {
        Map<BarKey, BarState> states = new HashMap<>();
        store.bars.forEach((key, bar) -> {
            if (!bar.state().isEmpty()) {
                states.put(key, bar.state());
            }
        });
        return states;
    }

    private static Map<BarKey, BarState> expected(MemoryCandleStore store) {
        Map<BarKey, BarAccumulator> folds = new HashMap<>();
        Map<TradeIdentity, TradeState> finals = new HashMap<>();
        for (TradeState state : store.events.values()) {
            if (!state.event().isHeartbeat()) {
                finals.merge(HeadState.identity(state.event()), state, TradeState::latest);
            }
        }
        for (TradeState state : finals.values()) {
            if (state.isPresent()) {
                Trade trade = state.event().trade();
                for (BarInterval interval : List.of(BarInterval.MIN_1, BarInterval.DAY_1)) {
                    folds.computeIfAbsent(MemoryCandleStore.key(trade, interval), key -> new BarAccumulator())
                            .add(trade);
                }
            }
        }
        Map<BarKey, BarState> states = new HashMap<>();
        folds.forEach((key, fold) -> {
            if (!fold.state().isEmpty()) {
                states.put(key, fold.state());
            }
        });
        return states;
    }
}
