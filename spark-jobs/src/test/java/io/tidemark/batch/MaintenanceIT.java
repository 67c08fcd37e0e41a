package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.batch.maintain.Maintenance;
import io.tidemark.batch.maintain.MaintenanceReport;
import io.tidemark.batch.maintain.Pinning;
import io.tidemark.lake.LakeException;
import io.tidemark.lake.LakeTables;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.table.EventTables;
import io.tidemark.objects.ObjectStore;
import io.tidemark.objects.Pin;
import io.tidemark.objects.Pins;
import io.tidemark.settings.LakeSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Maintenance and pins as the jobs use them: over all tables, with pins kept in the bucket. */
class MaintenanceIT {
    private static final SparkSession SPARK = TestBatch.spark();

    private final LakeSettings lake = TestBatch.newLake();
    private final Pinning pinning = new Pinning(SPARK, lake, Clock.systemUTC());

    @BeforeEach
    void landALog() {
        TestBatch.land(lake, log());
    }

    @Test
    void aPinnedVersionStaysReadable_andASecondRunChangesNothing() {
        Pin pin = pinning.add("model-1", Optional.empty(), OptionalLong.empty());
        assertThat(pin.versions()).containsOnlyKeys("trade_events", "quarantine");
        List<Row> then = rowsOf(pin.versions().get("trade_events"));

        MaintenanceReport first = maintain();
        assertThat(first.changedNothing()).isFalse();
        assertThat(maintain().changedNothing()).isTrue();
        assertThat(rowsOf(pin.versions().get("trade_events"))).isEqualTo(then);

        try (ObjectStore store = ObjectStore.open(lake)) {
            Pins pins = new Pins(store, lake);
            assertThat(pins.all()).containsExactly(pin);
            assertThat(pins.remove("model-1")).isTrue();
            assertThat(pins.remove("model-1")).isFalse();
        }
        assertThat(maintain().changedNothing()).isFalse();
        assertThatThrownBy(() -> pinning.add(
                        "too-late",
                        Optional.of("trade_events"),
                        OptionalLong.of(pin.versions().get("trade_events"))))
                .isInstanceOf(LakeException.class)
                .hasMessageContaining("Nothing was pinned: version")
                .hasMessageContaining("files have been deleted");
        assertThat(maintain().changedNothing()).isTrue();
    }

    @Test
    void wrongPinsAreRefusedWithWhatIsRight() {
        pinning.add("model-1", Optional.of("trade_events"), OptionalLong.empty());
        assertThatThrownBy(() -> pinning.add("model-1", Optional.empty(), OptionalLong.empty()))
                .hasMessageStartingWith("There is a pin model-1 already.");
        assertThatThrownBy(() -> pinning.add("model-2", Optional.of("trades"), OptionalLong.empty()))
                .hasMessageContaining("there are trade_events, quote_events, quarantine, bars_1m, bars_1d");
        assertThatThrownBy(() -> pinning.add("model-2", Optional.of("trade_events"), OptionalLong.of(999)))
                .hasMessageContaining("the newest version is");
        assertThatThrownBy(() -> pinning.add("Model 2", Optional.empty(), OptionalLong.empty()))
                .hasMessageContaining("a pin's name is");
    }

    private MaintenanceReport maintain() {
        return new Maintenance(SPARK, lake, Clock.systemUTC()).run(Duration.ofHours(24), Duration.ZERO);
    }

    private List<Row> rowsOf(long version) {
        return SPARK.read()
                .format("delta")
                .option("versionAsOf", version)
                .load(LakeTables.path(lake, EventTables.TRADE_EVENTS))
                .orderBy("partition", "offset")
                .collectAsList();
    }

    private static List<TradeState> log() {
        return TestEvents.disorder(7, "us:SPY", "2013-10-08T13:00:00Z", 2, 200, "2026-03-01T00:00:00Z")
                .log();
    }
}
