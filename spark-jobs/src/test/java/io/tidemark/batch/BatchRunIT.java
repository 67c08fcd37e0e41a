package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.tidemark.lake.LakeTables;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.table.EventTables;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The batch layer's run: which days it builds, what it leaves, and that a second one changes nothing. */
class BatchRunIT extends BatchOnServers {
    @Test
    void equalLayersDifferInNothingAndTheBatchLayerIsServed() {
        landInBoth();
        List<Bar> expected = TestSpeedLayer.bars(log);

        BatchReport report = run();

        assertThat(report.days()).containsExactly(FRIDAY, FRIDAY.plusDays(1));
        assertThat(report.differences()).isEmpty();
        assertThat(report.bars()).isEqualTo(expected.size()).isEqualTo(report.published());
        Map<BarKey, Bar> served = served(expected);
        assertThat(states(served.values())).isEqualTo(states(expected));
        assertThat(served.values()).allMatch(bar -> bar.version().layer() == BarLayer.BATCH);
        assertThat(tidemarks()).containsExactly(Map.entry(SIM.toString(), TestEvents.micros(TODAY)));
        assertThat(report.tidemark()).containsExactly(Map.entry("all", TODAY));
        assertThat(count("reconciliations WHERE cause = 'equal'")).isPositive();
        assertThat(Reports.json(report))
                .startsWith("{\"days\":[\"2026-03-06\",\"2026-03-07\"],\"expired\":[],\"trades\":");
    }

    @Test
    void secondRunChangesNothing() {
        landInBoth();
        run();
        long minutes = count("stored_bars_1m");
        long revisions = count("bar_revisions");

        BatchReport again = run();
        BatchReport byHand = batch().run(List.of(FRIDAY), List.of());

        assertThat(again.days()).isEmpty();
        assertThat(byHand.days()).containsExactly(FRIDAY);
        assertThat(byHand.bars()).isPositive();
        assertThat(byHand.published()).isZero();
        assertThat(byHand.differences()).isEmpty();
        assertThat(count("stored_bars_1m")).isEqualTo(minutes);
        assertThat(count("bar_revisions")).isEqualTo(revisions);
    }

    @Test
    void lateEventsMakeTheirDaysStaleAndCorrectionsTheDaysTheyLeave() {
        landInBoth();
        run();
        TestEvents more = new TestEvents("2026-03-19T00:00:00Z");
        log.forEach(landed -> more.add(landed.event()));
        // Friday's trade 7,000 and Saturday's 7,001 are new; then Friday's is moved to the next Thursday.
        more.trade(SIM.toString(), 7_000, "2026-03-06T10:00:00Z", "10", 1);
        int landed = log.size();
        log.addAll(more.log().subList(landed, landed + 1));
        TestBatch.land(lake, log, landed);
        new TestSpeedLayer(clickHouse).land(log);

        assertThat(run().days()).as("a late trade").containsExactly(FRIDAY);

        more.correction(SIM.toString(), 7_000, 1, "2026-03-12T10:00:00Z", "10", 1);
        log.addAll(more.log().subList(landed + 1, landed + 2));
        TestBatch.land(lake, log, landed + 1);
        new TestSpeedLayer(clickHouse).land(log);

        BatchReport moved = run();
        assertThat(moved.days()).as("a trade that moved").containsExactly(FRIDAY, LocalDate.of(2026, 3, 12));
        assertThat(moved.differences()).isEmpty();
        assertThat(run().days()).isEmpty();
    }

    @Test
    void dayWhoseEventsHaveExpiredKeepsItsBars() {
        landInBoth();
        run();
        long bars = count("bars_1m");
        DeltaTable.forPath(SPARK, LakeTables.path(lake, EventTables.TRADE_EVENTS))
                .delete("event_date = DATE'2026-03-06'");

        assertThat(run().expired()).containsExactly(FRIDAY);
        assertThatThrownBy(() -> batch().run(List.of(FRIDAY), List.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Leave 2026-03-06 out of --days");
        assertThat(count("bars_1m")).isEqualTo(bars);
    }

    @Test
    void databaseWithoutTablesIsRefusedAndNotMade() {
        TestBatch.land(lake, log);
        clickHouse.command("DROP DATABASE tidemark SYNC");

        assertThatThrownBy(this::run).isInstanceOf(RefusedException.class).hasMessageContaining("./tidemark up");
        assertThatThrownBy(() -> count("trade_events")).hasMessageContaining("tidemark");
    }

    @Test
    void runOfSomeInstrumentsLeavesTheTidemark() {
        landInBoth();

        BatchReport report = batch().run(List.of(FRIDAY), List.of(SIM));

        assertThat(report.published()).isPositive();
        assertThat(tidemarks()).isEmpty();
        assertThat(run().days()).containsExactly(FRIDAY, FRIDAY.plusDays(1));
    }
}
