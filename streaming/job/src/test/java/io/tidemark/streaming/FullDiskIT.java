package io.tidemark.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.lake.LakeSessions;
import io.tidemark.lake.LakeTables;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.table.EventTables;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The disk of one store is full: it says so and lands afterwards what has waited in Kafka, the other one does not mind. */
class FullDiskIT extends SpeedLayerServers {
    private static final String MORE_THAN_ANY_DISK_HAS = "1000000000000000000";

    @Test
    void clickHouseLandsWhatHasWaitedWhenThereIsSpaceAgain() throws Exception {
        List<TradeEvent> events = events(41, 1_200);
        try (StreamingJob job = StreamingJob.start(environment())) {
            log.send(events.subList(0, 400));
            awaitLanded();
            ClickHouse store = ClickHouse.connect(clickHouseSettings());
            store.command("ALTER TABLE trade_events MODIFY SETTING min_free_disk_bytes_to_perform_insert = "
                    + MORE_THAN_ANY_DISK_HAS);
            log.send(events.subList(400, 800));

            awaitProblem("clickhouse", "NOT_ENOUGH_SPACE", "The disk is full");
            log.send(events.subList(800, 1_200));
            awaitLanded("lake");

            store.command("ALTER TABLE trade_events RESET SETTING min_free_disk_bytes_to_perform_insert");
            awaitLanded();
            assertBothStoresHoldEveryOffsetOnce();
        }
    }

    @Test
    void lakeLandsWhatHasWaitedWhenThereIsSpaceAgain() throws Exception {
        List<TradeEvent> events = events(42, 1_200);
        try (StreamingJob job = StreamingJob.start(environment())) {
            log.send(events.subList(0, 400));
            awaitLanded();
            // No file of the endpoint can grow: to it that is a disk without space.
            limitFileSizeOfS3("1024");
            log.send(events.subList(400, 1_200));

            awaitLanded("clickhouse");
            awaitProblem("lake", "");

            limitFileSizeOfS3("unlimited");
            awaitLanded();
            assertBothStoresHoldEveryOffsetOnce();
        }
    }

    private void awaitProblem(String query, String... parts) {
        await().atMost(StatusClient.PATIENCE).untilAsserted(() -> {
            JsonNode status = this.status.query(query);
            assertThat(status.get("lastError").asText(""))
                    .as(status.toString())
                    .isNotEmpty()
                    .contains(parts);
            assertThat(status.get("state").asText()).as(status.toString()).isNotEqualTo("refused");
        });
    }

    private void awaitLanded(String query) {
        await().atMost(StatusClient.PATIENCE)
                .untilAsserted(
                        () -> assertThat(status.query(query).get("lagRecords").asLong(-1))
                                .isZero());
    }

    private void limitFileSizeOfS3(String bytes) throws Exception {
        Process prlimit = new ProcessBuilder(
                        "prlimit", "--pid", Long.toString(s3.process().pid()), "--fsize=" + bytes + ":unlimited")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).as("prlimit of util-linux").isZero();
    }

    private void assertBothStoresHoldEveryOffsetOnce() {
        ClickHouse store = ClickHouse.connect(clickHouseSettings());
        long rows = store.query("SELECT count() FROM trade_events")
                .first(row -> row.getLong(0))
                .orElseThrow();
        long offsets = store.query("SELECT uniqExact(partition, offset) FROM trade_events")
                .first(row -> row.getLong(0))
                .orElseThrow();
        assertThat(rows).isEqualTo(offsets).isGreaterThanOrEqualTo(1_200);
        // The job's own session: there is one in a JVM.
        SparkSession spark = LakeSessions.configure(SparkSession.builder().master("local[2]"), lakeSettings())
                .getOrCreate();
        Dataset<Row> lake = LakeTables.read(spark, lakeSettings(), EventTables.TRADE_EVENTS);
        assertThat(lake.count()).isEqualTo(rows);
        assertThat(lake.select("partition", "offset").distinct().count()).isEqualTo(rows);
    }
}
