package io.tidemark.market.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradeStateTest {
    /** Revision, epoch and offset of two events of one trade, and which of them is its state. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 10, 0, 0, 20, left", // the higher revision, although it came earlier
        "0, 0, 10, 2, 0, 20, right",
        "1, 0, 10, 1, 0, 20, left", // equal revisions: the earliest in the log
        "1, 0, 20, 1, 0, 10, right",
        "0, 1, 10, 0, 0, 99, right", // a topic's earlier life is earlier, whatever its offsets
        "2, 1, 10, 1, 0, 99, left",
    })
    void highestRevisionWinsAndAmongEqualsTheEarliest(
            int leftRevision,
            int leftEpoch,
            long leftOffset,
            int rightRevision,
            int rightEpoch,
            long rightOffset,
            String winner) {
        TradeState left = state(leftRevision, leftEpoch, leftOffset);
        TradeState right = state(rightRevision, rightEpoch, rightOffset);
        TradeState expected = winner.equals("left") ? left : right;
        assertThat(TradeState.latest(left, right)).isSameAs(expected);
        assertThat(TradeState.latest(right, left)).isSameAs(expected);
    }

    @Test
    void stateDoesNotDependOnTheOrderInWhichEventsAreSeen() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            List<TradeState> states = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                states.add(state(random.nextInt(3), random.nextInt(2), i));
            }
            TradeState expected = states.stream().reduce(TradeState::latest).orElseThrow();
            Collections.shuffle(states, random);
            assertThat(states.stream().reduce(TradeState::latest)).containsSame(expected);
        }
    }

    @Test
    void cancelledTradeIsAbsentAlsoWhenTheCancelCameFirst() {
        TradeState cancel = new TradeState(event(1, TradeAction.CANCEL, 0, 0, Aggressor.UNKNOWN), at(0, 5));
        TradeState late = state(0, 0, 9);
        assertThat(TradeState.latest(cancel, late).isPresent()).isFalse();
        assertThat(late.isPresent()).isTrue();
    }

    @Test
    void repeatWithOtherContentIsAConflict() {
        TradeState first = state(0, 0, 1);
        assertThat(first.conflictsWith(state(0, 0, 2))).isFalse();
        assertThat(first.conflictsWith(state(1, 0, 2))).isFalse();
        assertThat(first.conflictsWith(new TradeState(event(0, TradeAction.NEW, 101, 3, Aggressor.BUY), at(0, 2))))
                .describedAs("another price")
                .isTrue();
        assertThat(first.conflictsWith(new TradeState(event(0, TradeAction.NEW, 100, 4, Aggressor.BUY), at(0, 2))))
                .describedAs("another sequence: open and close could change")
                .isTrue();
        assertThat(first.conflictsWith(new TradeState(event(0, TradeAction.NEW, 100, 3, Aggressor.SELL), at(0, 2))))
                .describedAs("another aggressor: buy and sell volume could change")
                .isTrue();
    }

    @Test
    void logPositionIsNotNegative() {
        assertThatThrownBy(() -> new LogPosition(0, 0, -1, 0)).hasMessageContaining("offset -1");
    }

    private static TradeState state(int revision, int topicEpoch, long offset) {
        TradeAction action = revision == 0 ? TradeAction.NEW : TradeAction.CORRECT;
        return new TradeState(event(revision, action, 100, 3, Aggressor.BUY), at(topicEpoch, offset));
    }

    private static LogPosition at(int topicEpoch, long offset) {
        return new LogPosition(topicEpoch, 0, offset, 1_000);
    }

    private static TradeEvent event(
            int revision, TradeAction action, long priceE9, long sequence, Aggressor aggressor) {
        return TradeEvent.newTrade(InstrumentId.parse("kraken:BTC-EUR"), 1)
                .action(action, revision)
                .sequence(sequence)
                .eventTimeMicros(1_000)
                .receivedAtMicros(1_001)
                .priceE9(priceE9)
                .sizeE8(priceE9 == 0 ? 0 : 7)
                .aggressor(aggressor)
                .build();
    }
}
