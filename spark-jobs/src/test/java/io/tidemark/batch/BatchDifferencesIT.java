package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.clickhouse.StoredBars;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the two layers differ: each difference with its cause, and what is served then. */
class BatchDifferencesIT extends BatchOnServers {
    @Test
    void differencesAreCountedByCauseAndRepaired() {
        landInBoth();
        List<Bar> expected = minutes(TestSpeedLayer.bars(log));
        BarState wrong = expected.get(0).state();
        List<Bar> differing = expected.subList(1, 4);
        List<Bar> behind = expected.subList(4, 6);
        Bar missing = expected.get(6);
        forge(differing, wrong, 0);
        forge(behind, wrong, 1);
        delete(List.of(missing));
        new StoredBars(clickHouse).write(List.of(barInAFreeMinute(wrong)));

        BatchReport report = run();

        assertThat(report.differences())
                .isEqualTo(Map.of(
                        "values_differ", 3L, "speed_behind", 2L, "missing_in_speed", 1L, "missing_in_batch", 1L));
        assertThat(report.examples()).hasSize(7).allMatch(text -> text.contains("the lake says"));
        assertThat(states(served(expected).values())).isEqualTo(states(expected));
        assertThat(count("bars_1m")).isEqualTo(expected.size());
        assertThat(count("reconciliations WHERE cause = 'values_differ' AND bars > 0"))
                .isPositive();
        assertThat(batch().run(List.of(FRIDAY, FRIDAY.plusDays(1)), List.of()).differences())
                .isEmpty();
    }

    @Test
    void barsThatHaveSeenMoreThanTheLakeStand() {
        TestBatch.land(lake, log.subList(0, 700));
        new TestSpeedLayer(clickHouse).land(log);

        BatchReport report = run();

        assertThat(report.differences().keySet()).containsExactly("speed_ahead");
        assertThat(report.examples()).isEmpty();
        List<Bar> expected = TestSpeedLayer.bars(log);
        assertThat(states(served(expected).values())).isEqualTo(states(expected));

        TestBatch.land(lake, log, 700);
        assertThat(run().differences()).as("the lake has caught up").isEmpty();
        assertThat(served(expected).values()).allMatch(bar -> bar.version().layer() == BarLayer.BATCH);
    }

    @Test
    void nothingIsPublishedBeforeClickHouseHasLandedWhatTheLakeHolds() {
        TestBatch.land(lake, log);
        TestSpeedLayer speed = new TestSpeedLayer(clickHouse);
        speed.land(log.subList(0, 700));

        assertThatThrownBy(() -> batch(Duration.ofMillis(300), step -> {}).run(List.of(), List.of()))
                .isInstanceOf(BehindException.class)
                .hasMessageContaining("trades-0 at 700 of 800")
                .hasMessageContaining("./tidemark status");
        assertThat(count("stored_bars_1m WHERE layer = 'BATCH'")).isZero();
        assertThat(tidemarks()).isEmpty();

        speed.land(log);
        assertThat(run().differences()).isEmpty();
        assertThat(tidemarks()).hasSize(1);
    }
}
