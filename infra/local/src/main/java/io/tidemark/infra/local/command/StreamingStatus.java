package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.supervise.Http;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;

/** What the streaming job says of itself at {@code GET /status}; every part is missing when it does not answer. */
record StreamingStatus(JsonNode root) {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    static StreamingStatus ask(LocalConfig config) {
        try {
            Http.Answer answer = Http.get(config.streamingUrl().resolve("/status"), TIMEOUT);
            return new StreamingStatus(answer.isOk() ? Json.parse(answer.body(), "the streaming job") : Json.missing());
        } catch (IOException silent) {
            return new StreamingStatus(Json.missing());
        }
    }

    boolean isThere() {
        return !root.isMissingNode();
    }

    JsonNode queries() {
        return root.path("queries");
    }

    /** The event time up to which each store has landed everything. */
    JsonNode frontier() {
        return root.path("frontier");
    }

    JsonNode tidemark() {
        return root.path("tidemark");
    }

    /** Which life of the topic a store lands now. */
    int epoch(String store, String topic) {
        return root.path("landed").path(store).path(topic).path("epoch").asInt();
    }

    /** The offset up to which a store has landed a topic's partition (exclusive), where the job knows one. */
    OptionalLong landed(String store, String topic, String partition) {
        JsonNode offset =
                root.path("landed").path(store).path(topic).path("offsets").path(partition);
        return offset.isNumber() ? OptionalLong.of(offset.asLong()) : OptionalLong.empty();
    }
}
