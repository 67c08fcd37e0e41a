package io.tidemark.streaming.candles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.clickhouse.TradeIdentity;
import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionCandlesTest {
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

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void brokersClockThatStepsBackMakesNoCandleWrong(long seed) {
        long twoHours = 7_200_000_000L;
        List<TradeState> log = new DisorderlyLog(seed)
                .events(3_000).stream()
                        .map(state -> new TradeState(
                                state.event(),
                                earlier(state.position(), state.position().offset() % 1_000 / 500 * twoHours)))
                        .toList();

        MemoryCandleStore store = run(log, new Random(seed), true);

        assertThat(states(store)).isEqualTo(expected(store));
    }

    private static LogPosition earlier(LogPosition position, long micros) {
        return new LogPosition(
                position.topicEpoch(), position.partition(), position.offset(), position.knownAtMicros() - micros);
    }

    @Test
    void replayOfProcessedOffsetsChangesNothing() {
        List<TradeState> log = new DisorderlyLog(99).events(2_000);
        MemoryCandleStore store = run(log, new Random(99), false);
        PartitionCandles candles = CrashingRun.open(store);

        candles.walk(log);

        assertThat(candles.finish()).isEmpty();
    }

    private static MemoryCandleStore run(List<TradeState> log, Random random, boolean crashes) {
        return new CrashingRun(random, 400, crashes ? CrashingRun.Mood.RESTLESS : CrashingRun.Mood.CALM).of(log);
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
