package io.tidemark.infra.benchmarks.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.infra.benchmarks.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Asks the streaming job how far it has landed the log. */
public final class LandingStatus {
    public static final String LAKE = "lake";
    public static final String CLICKHOUSE = "clickhouse";

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    public LandingStatus(Instance instance) {
        url = instance.streaming().statusUrl().resolve("/status");
    }

    /** One answer of the job. */
    public record Answer(JsonNode root) {
        /** The next offsets of a topic by partition; empty when the store has landed none of it. */
        public Map<Integer, Long> landed(String store, String topic) {
            Map<Integer, Long> offsets = new TreeMap<>();
            topic(store, topic)
                    .path("offsets")
                    .fields()
                    .forEachRemaining(entry -> offsets.put(
                            Integer.valueOf(entry.getKey()), entry.getValue().asLong()));
            return offsets;
        }

        /** The life of the topic in both stores. */
        public int epoch(String topic) {
            return topic(CLICKHOUSE, topic).path("epoch").asInt();
        }

        public String uuid(String topic) {
            return topic(LAKE, topic).path("uuid").asText();
        }

        public boolean isRunning(String store) {
            return query(store).path("state").asText().equals("running");
        }

        /** Records in the log that the store does not hold; -1 when the job does not know. */
        public long lagRecords(String store) {
            return query(store).path("lagRecords").asLong(-1);
        }

        /** Age of what the store holds whole, 0 when nothing waits; -1 when the job does not know. */
        public double lagSeconds(String store) {
            return query(store).path("lagSeconds").asDouble(-1);
        }

        /** Why a store is not running, in the job's own words. */
        public String problem(String store) {
            JsonNode query = query(store);
            String error = query.path("lastError").asText("");
            return query.path("state").asText("unknown") + " "
                    + query.path("detail").asText("") + (error.equals("null") ? "" : " " + error);
        }

        private JsonNode topic(String store, String topic) {
            return root.path("landed").path(store).path(topic);
        }

        private JsonNode query(String store) {
            for (JsonNode query : root.path("queries")) {
                if (query.path("name").asText().equals(store)) {
                    return query;
                }
            }
            return root.path("queries").path(Integer.MAX_VALUE);
        }
    }

    /** @throws BenchException when the job does not answer */
    public Answer ask() {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(JSON.readTree(response.body()));
        } catch (IOException failure) {
            throw BenchException.notReady(
                    "The streaming job does not answer at " + url + ": start an instance, ./tidemark up --feed none ("
                            + failure + ")",
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BenchException.failed("interrupted while asking " + url, interrupted);
        }
    }
}
