package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.local.supervise.ComponentDown;
import io.tidemark.infra.local.supervise.Http;
import io.tidemark.settings.ClickHouseSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many rows of a load each store holds, quarantined ones included, after they have landed.
 *
 * <p>ClickHouse counts them: the rows between the load's first and last offset that name its files, and in quarantine, where an
 * unreadable record names no file, those under its instruments' keys. It reads a range of the sort key, so 20M rows take well under
 * a second. The lake's are what its offset vector, which every commit carries, covers of them: counting would need a Spark job, which
 * {@code audit} is.
 */
record LandedRows(JsonNode loaded, StreamingStatus status) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Published rows less the offsets of the load that the lake does not cover yet. */
    long inLake() {
        return loaded.path("published").asLong() - Landing.missing(status, "lake", loaded.path("endOffsets"));
    }

    /** @throws ComponentDown when ClickHouse does not answer */
    long inClickHouse(ClickHouseSettings owner) {
        if (loaded.path("files").isEmpty()) {
            return 0;
        }
        try {
            Map<String, String> login = Map.of("X-ClickHouse-User", owner.user(), "X-ClickHouse-Key", owner.password());
            Http.Answer answer =
                    Http.post(owner.url().resolve("/?database=" + owner.database()), login, query(), TIMEOUT);
            if (!answer.isOk()) {
                throw new IllegalStateException(
                        "the loaded rows cannot be counted: " + answer.body().strip());
            }
            return Long.parseLong(answer.body().strip());
        } catch (IOException silent) {
            throw new ComponentDown(
                    "ClickHouse does not answer at " + owner.url()
                            + ": the rows have landed and cannot be counted now. Start it: ./tidemark up",
                    silent);
        }
    }

    String query() {
        List<String> counts = new ArrayList<>();
        loaded.path("endOffsets")
                .fields()
                .forEachRemaining(topic -> topic.getValue()
                        .fields()
                        .forEachRemaining(partition -> counts.add(ofPartition(
                                topic.getKey(),
                                partition.getKey(),
                                partition.getValue().asLong()))));
        return "SELECT " + (counts.isEmpty() ? "0" : String.join(" + ", counts));
    }

    private String ofPartition(String topic, String partition, long end) {
        long begin = loaded.path("beginOffsets").path(topic).path(partition).asLong();
        String range = "topic_epoch = " + status.epoch("clickhouse", topic) + " AND `partition` = " + partition
                + " AND `offset` >= " + begin + " AND `offset` < " + end;
        return "(SELECT count() FROM " + (topic.equals("trades") ? "trade_events" : "quote_events") + " WHERE " + range
                + " AND origin = 'LOAD' AND origin_file IN (" + quoted(loaded.path("files")) + "))"
                + " + (SELECT count() FROM quarantine_events WHERE topic = '" + topic + "' AND " + range
                + " AND key IN ("
                + quoted(loaded.path("instruments")) + "))";
    }

    private static String quoted(JsonNode texts) {
        List<String> quoted = new ArrayList<>();
        texts.forEach(text -> quoted.add(text.asText()));
        return quoted.stream()
                .map(text -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(", "));
    }
}
