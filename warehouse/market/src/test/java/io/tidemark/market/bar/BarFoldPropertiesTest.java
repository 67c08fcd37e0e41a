package io.tidemark.market.bar;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.market.event.Trade;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.instrument.TradingCalendar;
import io.tidemark.market.reference.RandomTrades;
import io.tidemark.market.reference.ReferenceBar;
import io.tidemark.market.reference.ReferenceCandles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promises 1 and 3 of the design: what the fold says does not depend on order, on pieces or on the driver. */
class BarFoldPropertiesTest {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long OCTOBER_2013 = 1_381_000_000_000_000L;

    @Test
    void anyShuffleGivesTheSameState() {
        forSeeds((random, trades) -> {
            BarState expected = updates(trades);
            Collections.shuffle(trades, random);
            assertThat(updates(trades)).isEqualTo(expected);
            assertThat(accumulated(trades)).isEqualTo(expected);
        });
    }

    @Test
    void anyCuttingIntoPiecesMergedInAnyOrderGivesTheSameState() {
        forSeeds((random, trades) -> {
            BarState expected = updates(trades);
            Collections.shuffle(trades, random);
            List<BarState> pieces = new ArrayList<>();
            int from = 0;
            while (from < trades.size()) {
                int to = Math.min(trades.size(), from + 1 + random.nextInt(20));
                pieces.add(accumulated(trades.subList(from, to)));
                from = to;
            }
            pieces.add(BarFold.empty());
            // A random tree of merges, both ways round: associative and commutative.
            while (pieces.size() > 1) {
                BarState left = pieces.remove(random.nextInt(pieces.size()));
                BarState right = pieces.remove(random.nextInt(pieces.size()));
                BarState merged = BarFold.merge(left, right);
                assertThat(BarFold.merge(right, left)).isEqualTo(merged);
                pieces.add(merged);
            }
            assertThat(pieces.get(0)).isEqualTo(expected);
        });
    }

    @Test
    void restartFromAStoredStateContinuesAsIfNothingHadHappened() {
        forSeeds((random, trades) -> {
            int cut = random.nextInt(trades.size() + 1);
            BarAccumulator restarted = new BarAccumulator(accumulated(trades.subList(0, cut)));
            trades.subList(cut, trades.size()).forEach(restarted::add);
            assertThat(restarted.state()).isEqualTo(updates(trades));
        });
    }

    @Test
    void tradeThatIsTakenOutWasNeverThereOrNothingHasChanged() {
        int[] removed = new int[2];
        forSeeds((random, trades) -> {
            for (Trade trade : List.copyOf(trades)) {
                List<Trade> others = new ArrayList<>(trades);
                others.remove(trade);
                BarAccumulator accumulator = new BarAccumulator(accumulated(trades));
                boolean isOut = accumulator.remove(trade);
                assertThat(accumulator.state()).isEqualTo(accumulated(isOut ? others : trades));
                removed[isOut ? 1 : 0]++;
            }
        });
        assertThat(removed[0]).as("trades at an end").isPositive();
        assertThat(removed[1]).as("most are in the middle").isGreaterThan(removed[0]);
    }

    @Test
    void emptyIsNeutral() {
        forSeeds((random, trades) -> {
            BarState state = updates(trades);
            assertThat(BarFold.merge(state, BarFold.empty())).isEqualTo(state);
            assertThat(BarFold.merge(BarFold.empty(), state)).isEqualTo(state);
        });
    }

    @ParameterizedTest
    @EnumSource
    void barsEqualTheReferencesInEveryInterval(BarInterval interval) {
        long[] spans = {DAY_MICROS / 1_440, DAY_MICROS, 90 * DAY_MICROS, 400 * DAY_MICROS};
        for (int seed = 0; seed < 60; seed++) {
            // Every fourth lies before the epoch.
            long from = seed % 4 == 3 ? -700 * DAY_MICROS : OCTOBER_2013;
            List<Trade> trades = RandomTrades.of(seed, 200, from, spans[seed / 4 % 4]);
            assertEqualToReference(trades, interval, TradingCalendar.ALWAYS);
            assertEqualToReference(trades, interval, Instruments.calendarOf("us"));
        }
    }

    /** 5m to 4h are merged from minutes when they are read, weeks and months from days. */
    @ParameterizedTest
    @ValueSource(strings = {"5m", "15m", "30m", "1h", "4h", "1w", "1mo"})
    void barsMergedFromStoredOnesEqualTheReferences(String label) {
        BarInterval interval = BarInterval.parse(label);
        for (TradingCalendar calendar : List.of(TradingCalendar.ALWAYS, Instruments.calendarOf("us"))) {
            List<Trade> trades = RandomTrades.of(77, 2_000, OCTOBER_2013, 100 * DAY_MICROS);
            Map<Long, BarState> merged = new TreeMap<>();
            fold(trades, interval.storedAs(), calendar)
                    .forEach((start, state) ->
                            merged.merge(interval.startMicros(start, calendar), state, BarFold::merge));
            assertThat(values(merged, interval, calendar))
                    .isEqualTo(ReferenceCandles.of(trades, label, calendar.zone()));
        }
    }

    private static void assertEqualToReference(List<Trade> trades, BarInterval interval, TradingCalendar calendar) {
        assertThat(values(fold(trades, interval, calendar), interval, calendar))
                .isEqualTo(ReferenceCandles.of(trades, interval.label(), calendar.zone()));
    }

    private static Map<Long, BarState> fold(List<Trade> trades, BarInterval interval, TradingCalendar calendar) {
        Map<Long, BarState> states = new TreeMap<>();
        for (Trade trade : trades) {
            states.merge(
                    interval.startMicros(trade.eventTimeMicros(), calendar),
                    BarFold.update(BarFold.empty(), trade),
                    BarFold::merge);
        }
        return states;
    }

    private static List<ReferenceBar> values(
            Map<Long, BarState> states, BarInterval interval, TradingCalendar calendar) {
        List<ReferenceBar> bars = new ArrayList<>();
        states.forEach((start, state) -> BarFold.value(state)
                .ifPresent(values -> bars.add(
                        new ReferenceBar(interval.label(), start, interval.endMicros(start, calendar), values))));
        return bars;
    }

    private static BarState updates(List<Trade> trades) {
        BarState state = BarFold.empty();
        for (Trade trade : trades) {
            state = BarFold.update(state, trade);
        }
        return state;
    }

    private static BarState accumulated(List<Trade> trades) {
        BarAccumulator accumulator = new BarAccumulator();
        trades.forEach(accumulator::add);
        return accumulator.state();
    }

    private interface Property {
        void holdsFor(Random random, List<Trade> trades);
    }

    private static void forSeeds(Property property) {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            property.holdsFor(random, RandomTrades.of(seed, 1 + random.nextInt(120), 0, 1_000));
        }
    }
}
