package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.reference.ReferenceBar;
import io.tidemark.market.reference.ReferenceCandles;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentBarsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final String ID = "sim:A-USD";

    private static List<Bar> bars(List<TradeState> log, String instrument, List<LocalDate> days) {
        return TestFold.bars(log, InstrumentId.parse(instrument), RebuildPlan.of(days, BarRebuild.DEFAULT_LATENESS));
    }

    private static Bar minute(List<TradeState> log, String start) {
        return bars(log, ID, List.of(DAY)).stream()
                .filter(bar -> bar.key().interval() == BarInterval.MIN_1)
                .filter(bar -> bar.key().startMicros() == TestEvents.micros(start))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void barsAreTheReferencesWhateverTheDisorder(long seed) {
        for (String instrument : List.of("sim:A-USD", "us:SPY")) {
            List<TradeState> log = TestEvents.disorder(
                            seed, instrument, "2026-03-06T00:00:00Z", 4, 3_000, "2026-03-06T12:00:00Z")
                    .log();
            List<LocalDate> days = List.of(LocalDate.of(2026, 3, 7), LocalDate.of(2026, 3, 8));
            InstrumentId id = InstrumentId.parse(instrument);
            List<Bar> bars = bars(log, instrument, days);
            RebuildPlan plan = RebuildPlan.of(days, BarRebuild.DEFAULT_LATENESS);

            for (BarInterval interval : List.of(BarInterval.MIN_1, BarInterval.DAY_1)) {
                Map<Long, ReferenceBar> expected = ReferenceCandles.of(
                                TestEvents.finalTrades(log),
                                interval.label(),
                                Instruments.calendarOf(id.venue()).zone())
                        .stream()
                        .filter(bar -> interval == BarInterval.MIN_1
                                ? plan.wantsMinute(bar.startMicros())
                                : plan.wantsDay(bar.startMicros()))
                        .collect(Collectors.toMap(ReferenceBar::startMicros, Function.identity()));
                Map<Long, Bar> made = bars.stream()
                        .filter(bar -> bar.key().interval() == interval)
                        .filter(bar -> !bar.state().isEmpty())
                        .collect(Collectors.toMap(bar -> bar.key().startMicros(), Function.identity()));
                assertThat(made.keySet()).isEqualTo(expected.keySet()).isNotEmpty();
                expected.forEach((start, bar) ->
                        assertThat(BarFold.value(made.get(start).state())).hasValue(bar.values()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void versionsAreThoseOfAWalkAlongTheLog(long seed) {
        List<TradeState> log = TestEvents.disorder(seed, ID, "2026-03-02T00:00:00Z", 1, 600, "2026-03-02T06:00:00Z")
                .heartbeat("sim", "2026-03-02T23:00:00Z")
                .log();

        List<Bar> bars = bars(log, ID, List.of(DAY));

        assertThat(bars).isNotEmpty();
        for (Bar bar : bars) {
            assertThat(bar.version()).as(bar.key().toString()).isEqualTo(LogWalk.versionOf(bar.key(), log));
        }
    }

    @Test
    void barIsClosedByTheEventWhoseMarkIsPastItsEndByTheLateness() {
        TestEvents events = new TestEvents("2026-03-02T12:00:00Z")
                .trade(ID, 1, "2026-03-02T10:00:10Z", "10", 1)
                .trade(ID, 2, "2026-03-02T10:01:01Z", "11", 1);
        assertThat(minute(events.log(), "2026-03-02T10:00:00Z").version().status())
                .isEqualTo(BarStatus.OPEN);
        assertThat(minute(events.log(), "2026-03-02T10:00:00Z").version().knownTo())
                .isEqualTo(1);

        events.trade(ID, 3, "2026-03-02T10:01:02Z", "11", 1);

        Bar closed = minute(events.log(), "2026-03-02T10:00:00Z");
        assertThat(closed.version().status()).isEqualTo(BarStatus.CLOSED);
        assertThat(closed.version().knownTo()).isEqualTo(3);
        assertThat(closed.version().knownAtMicros())
                .isEqualTo(events.log().get(2).position().knownAtMicros());
    }

    @Test
    void heartbeatOfTheVenueClosesABar() {
        List<TradeState> log = new TestEvents("2026-03-02T12:00:00Z")
                .trade(ID, 1, "2026-03-02T10:00:10Z", "10", 1)
                .heartbeat("sim", "2026-03-02T10:05:00Z")
                .log();

        assertThat(minute(log, "2026-03-02T10:00:00Z").version().status()).isEqualTo(BarStatus.CLOSED);
        assertThat(minute(log, "2026-03-02T10:00:00Z").version().knownTo()).isEqualTo(2);
    }

    @Test
    void eachEventThatChangesAClosedBarIsARevision() {
        TestEvents events = new TestEvents("2026-03-02T12:00:00Z")
                .trade(ID, 1, "2026-03-02T10:00:10Z", "10", 1)
                .heartbeat("sim", "2026-03-02T10:05:00Z")
                .trade(ID, 2, "2026-03-02T10:00:20Z", "12", 1)
                .trade(ID, 2, "2026-03-02T10:00:20Z", "12", 1)
                .correction(ID, 1, 1, "2026-03-02T10:00:11Z", "9", 1);

        Bar bar = minute(events.log(), "2026-03-02T10:00:00Z");

        assertThat(bar.version().status()).isEqualTo(BarStatus.REVISED);
        assertThat(bar.version().revision())
                .as("the late trade and the correction, not the repeat")
                .isEqualTo(2);
        assertThat(bar.version().knownTo()).isEqualTo(5);
    }

    @Test
    void bucketThatBecameEmptyIsABarWithoutTrades() {
        List<TradeState> log = new TestEvents("2026-03-02T12:00:00Z")
                .cancellation(ID, 1, 1, "2026-03-02T09:00:00Z")
                .trade(ID, 1, "2026-03-02T10:00:10Z", "10", 1)
                .trade(ID, 2, "2026-03-02T10:00:10Z", "10", 1)
                .cancellation(ID, 2, 1, "2026-03-03T09:00:00Z")
                .log();

        List<Bar> bars = bars(log, ID, List.of(DAY));

        assertThat(bars)
                .extracting(bar -> bar.key().startMicros())
                .as("minute and day of the trade that was there; the one that was cancelled before it came has none")
                .containsExactly(TestEvents.micros("2026-03-02T10:00:00Z"), TestEvents.micros("2026-03-02T00:00:00Z"));
        assertThat(bars).allMatch(bar -> bar.state().isEmpty());
        assertThat(bars).allMatch(bar -> bar.version().knownTo() == 4);
    }
}
