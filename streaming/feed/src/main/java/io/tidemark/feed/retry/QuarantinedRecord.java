package io.tidemark.feed.retry;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.feed.publish.FeedException;
import io.tidemark.wire.Topics;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A record as quarantine keeps it.
 *
 * @param id what the caller calls it
 * @param key as it came; absent where the record had none
 * @param value likewise
 */
record QuarantinedRecord(String id, String topic, Optional<byte[]> key, Optional<byte[]> value) {
    private static final List<String> JUDGED = List.of(Topics.TRADES, Topics.QUOTES);

    /** @param line an object with {@code id topic key value}, bytes in hexadecimal or null */
    static QuarantinedRecord of(JsonNode line) {
        String topic = line.path("topic").asText();
        if (!JUDGED.contains(topic)) {
            throw FeedException.wrongUsage("a record of one of the topics " + String.join(", ", JUDGED)
                    + " can be retried, was one of '" + topic + "'");
        }
        return new QuarantinedRecord(
                line.path("id").asText(), topic, bytes(line.path("key")), bytes(line.path("value")));
    }

    private static Optional<byte[]> bytes(JsonNode hex) {
        return hex.isTextual() ? Optional.of(HexFormat.of().parseHex(hex.asText())) : Optional.empty();
    }
}
