package io.tidemark.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.market.event.TradeEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;

/** A lake that no retry makes whole: its query says so and stops, the other one does not mind. */
class RefusedLakeIT extends SpeedLayerServers {
    @Test
    void missingCommitIsRefusedWithTheRemedyWhileClickHouseLandsOn() throws Exception {
        List<TradeEvent> events = events(31, 1_500);
        try (StreamingJob job = StreamingJob.start(environment())) {
            // Several commits, so that one of them is in the middle.
            for (int from = 0; from < 900; from += 300) {
                log.send(events.subList(from, from + 300));
                awaitLanded();
            }
        }
        Path lost = lakeFolder().resolve("trade_events/_delta_log/00000000000000000001.json");
        Path kept = lakeFolder().resolve("kept.json");
        Files.move(lost, kept);
        log.send(events.subList(900, 1_500));
        try (StreamingJob job = startAsANewProcess()) {
            await().atMost(StatusClient.PATIENCE).untilAsserted(() -> {
                JsonNode ready = status.get("/health/ready");
                assertThat(ready.get("status").asText()).as(ready.toString()).isEqualTo("REFUSED");
                assertThat(ready.get("problem").asText())
                        .startsWith("lake refused")
                        .contains("The log of table trade_events lacks commits", "restore the missing files of")
                        .contains("then ./tidemark up");
                assertThat(status.query("clickhouse").get("state").asText()).isEqualTo("running");
                assertThat(status.query("clickhouse").get("lagRecords").asLong(-1))
                        .isZero();
            });
        }
        long records = ClickHouse.connect(clickHouseSettings())
                .query("SELECT count() FROM trade_events")
                .first(row -> row.getLong(0))
                .orElseThrow();
        assertThat(records).isGreaterThanOrEqualTo(1_500);

        Files.move(kept, lost);
        try (StreamingJob job = startAsANewProcess()) {
            awaitLanded();
        }
    }

    /** Delta remembers the logs that this process has seen. */
    private StreamingJob startAsANewProcess() throws Exception {
        DeltaLog.clearCache();
        return StreamingJob.start(environment());
    }
}
