package io.tidemark.infra.benchmarks.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code ./tidemark audit} counted, added up.
 *
 * @param offsets that the log has, by topic
 * @param present of them by store
 * @param lost of them, and @param repeated, in both stores together
 */
record AuditCount(boolean isOk, Map<String, Long> offsets, Map<String, Long> present, long lost, long repeated) {
    private static final List<String> STORES = List.of("lake", "clickhouse");

    AuditCount {
        offsets = new TreeMap<>(offsets);
        present = new LinkedHashMap<>(present);
    }

    /** @param audit the object that it answers with {@code --json} */
    static AuditCount of(JsonNode audit) {
        Map<String, Long> offsets = new TreeMap<>();
        Map<String, Long> present = new LinkedHashMap<>();
        long lost = 0;
        long repeated = 0;
        for (JsonNode topic : audit.path("topics")) {
            offsets.merge(
                    topic.path("topic").asText(),
                    topic.path("to").asLong() - topic.path("from").asLong(),
                    Long::sum);
            for (String store : STORES) {
                JsonNode counted = topic.path(store);
                present.merge(store, counted.path("present").asLong(), Long::sum);
                lost += counted.path("missing").asLong();
                repeated += counted.path("duplicated").asLong();
            }
        }
        return new AuditCount(audit.path("ok").asBoolean(), offsets, present, lost, repeated);
    }

    void print(PrintStream progress) {
        offsets.forEach((topic, count) -> progress.printf("audit: the log has %,d offsets of %s%n", count, topic));
        present.forEach((store, count) -> progress.printf("audit: %s holds %,d of them%n", store, count));
        progress.printf("audit: %,d lost, %,d there twice: %s%n", lost, repeated, isOk ? "ok" : "NOT OK");
    }

    /** One row for each partition. */
    static void write(JsonNode audit, SampleFolder samples) {
        try (SampleFolder.Csv csv = samples.csv("audit", "topic", "partition", "from", "to", "lake", "clickhouse")) {
            audit.path("topics")
                    .forEach(topic -> csv.row(
                            topic.path("topic").asText(),
                            topic.path("partition").asInt(),
                            topic.path("from").asLong(),
                            topic.path("to").asLong(),
                            topic.path("lake").path("present").asLong(),
                            topic.path("clickhouse").path("present").asLong()));
        }
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", isOk);
        json.put("offsets", offsets);
        json.put("present", present);
        json.put("lost", lost);
        json.put("double", repeated);
        return json;
    }
}
