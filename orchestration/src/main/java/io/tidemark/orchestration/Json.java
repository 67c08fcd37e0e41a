package io.tidemark.orchestration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** JSON trees, and the few forms of values that the codecs here share. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** @throws IllegalArgumentException when the text is no JSON object */
    static ObjectNode parse(String text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException("no JSON: " + noJson.getOriginalMessage(), noJson);
        }
        throw new IllegalArgumentException("no JSON object");
    }

    /** Null for what is absent, so that a reader finds every field. */
    static void put(ObjectNode object, String field, Optional<String> value) {
        value.ifPresentOrElse(text -> object.put(field, text), () -> object.putNull(field));
    }

    static void putTime(ObjectNode object, String field, Optional<Instant> time) {
        put(object, field, time.map(TIME::format));
    }

    static Optional<JsonNode> present(JsonNode object, String field) {
        return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
    }

    static Optional<String> text(JsonNode object, String field) {
        return present(object, field).map(JsonNode::asText);
    }

    static Optional<Instant> time(JsonNode object, String field) {
        return text(object, field).map(Instant::parse);
    }

    static String requiredText(JsonNode object, String field) {
        return text(object, field)
                .orElseThrow(() -> new IllegalArgumentException("field " + field + " is missing in " + object));
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        return StreamSupport.stream(array.spliterator(), false).map(element).toList();
    }

    static <T> void putList(ObjectNode object, String field, List<T> values, Function<T, JsonNode> element) {
        ArrayNode array = object.putArray(field);
        values.forEach(value -> array.add(element.apply(value)));
    }
}
