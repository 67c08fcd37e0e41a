package io.tidemark.batch.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Trade;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final BarKey KEY = new BarKey(InstrumentId.parse("sim:A-USD"), BarInterval.MIN_1, 0);
    /** The lake has seen the log up to offset 100. */
    private final Judge judge = new Judge((instrument, epoch, knownTo) -> epoch == 0 && knownTo <= 100);

    private static BarState trades(int count) {
        BarAccumulator accumulator = new BarAccumulator();
        for (int id = 0; id < count; id++) {
            accumulator.add(new Trade(
                    KEY.instrument(), 0, id, 0, id, 1_000_000_000L, 100_000_000L, Aggressor.BUY, Eligibility.ALL));
        }
        return accumulator.state();
    }

    private static Bar bar(int trades, long knownTo, BarStatus status, BarLayer layer) {
        return bar(trades, BarFold.VERSION, knownTo, status, layer);
    }

    private static Bar bar(int trades, int fold, long knownTo, BarStatus status, BarLayer layer) {
        return new Bar(KEY, trades(trades), new BarVersion(fold, 0, knownTo, status, layer, 0, knownTo), 0);
    }

    private static Bar built(int trades, long knownTo) {
        return bar(trades, knownTo, BarStatus.CLOSED, BarLayer.BATCH);
    }

    private static Bar served(int trades, long knownTo) {
        return bar(trades, knownTo, BarStatus.CLOSED, BarLayer.SPEED);
    }

    @Test
    void equalBarsAreTakenOverByTheBatchLayerOnce() {
        assertThat(judge.both(built(3, 50), served(3, 50))).isEqualTo(Judgement.publish(built(3, 50)));
        assertThat(judge.both(built(3, 50), built(3, 50))).isEqualTo(Judgement.NOTHING);
    }

    @Test
    void valuesThatDifferAtTheSameVersionAreADefectWhoeverWroteThem() {
        assertThat(judge.both(built(3, 50), served(4, 50)))
                .isEqualTo(Judgement.publish(Cause.VALUES_DIFFER, built(3, 50)));
        assertThat(judge.both(built(3, 50), built(4, 50)).cause()).hasValue(Cause.VALUES_DIFFER);
        assertThat(Cause.VALUES_DIFFER.isDefect()).isTrue();
    }

    @Test
    void servedBarThatLacksEventsIsBehind() {
        assertThat(judge.both(built(3, 50), served(2, 40)))
                .isEqualTo(Judgement.publish(Cause.SPEED_BEHIND, built(3, 50)));
    }

    @Test
    void servedBarThatHasSeenMoreThanTheLakeStands() {
        assertThat(judge.both(built(3, 50), served(4, 101))).isEqualTo(Judgement.stays(Cause.SPEED_AHEAD));
        assertThat(judge.onlyServed(served(4, 101))).isEqualTo(Judgement.stays(Cause.SPEED_AHEAD));
        assertThat(Cause.SPEED_AHEAD.isDefect()).isFalse();
    }

    @Test
    void sameValuesOfAnotherVersionAreNoDefect() {
        assertThat(judge.both(built(3, 50), served(3, 40)))
                .isEqualTo(Judgement.publish(Cause.VERSION_DIFFERS, built(3, 50)));
        assertThat(judge.both(built(3, 50), served(3, 60))).isEqualTo(Judgement.stays(Cause.VERSION_DIFFERS));
        assertThat(judge.both(built(3, 50), bar(3, 50, BarStatus.OPEN, BarLayer.SPEED))
                        .cause())
                .hasValue(Cause.VERSION_DIFFERS);
    }

    @Test
    void valuesThatNoEventOfTheLakeSupportsAreOverruledAtTheirOwnVersion() {
        Judgement judgement = judge.both(built(3, 50), served(4, 60));

        assertThat(judgement.cause()).hasValue(Cause.VALUES_DIFFER);
        assertThat(judgement.publish()).hasValue(built(3, 60));
        assertThat(judge.both(built(3, 50), judgement.publish().orElseThrow()))
                .as("the next run")
                .isEqualTo(Judgement.NOTHING);
    }

    @Test
    void barThatNobodyServesIsMissingUnlessItIsEmpty() {
        assertThat(judge.onlyBuilt(built(3, 50))).isEqualTo(Judgement.publish(Cause.MISSING_IN_SPEED, built(3, 50)));
        assertThat(judge.onlyBuilt(built(0, 50))).isEqualTo(Judgement.publish(built(0, 50)));
    }

    @Test
    void barOfNoTradeIsReplacedByAnEmptyOne() {
        Judgement judgement = judge.onlyServed(served(2, 60));

        assertThat(judgement).isEqualTo(Judgement.publish(Cause.MISSING_IN_BATCH, built(0, 60)));
        assertThat(judge.onlyServed(judgement.publish().orElseThrow())).isEqualTo(Judgement.NOTHING);
    }

    @Test
    void higherFoldVersionReplacesTheLower() {
        Bar older = bar(4, BarFold.VERSION - 1, 90, BarStatus.REVISED, BarLayer.BATCH);
        Bar newer = bar(4, BarFold.VERSION + 1, 10, BarStatus.OPEN, BarLayer.SPEED);

        assertThat(judge.both(built(3, 50), older)).isEqualTo(Judgement.publish(Cause.OTHER_FOLD, built(3, 50)));
        assertThat(judge.both(built(3, 50), newer).publish()).isEqualTo(Optional.empty());
    }
}
