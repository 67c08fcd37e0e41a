package io.tidemark.infra.local.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A line of a log as people read it: components that log JSON, for collectors, are put into one short line. */
public final class LogLine {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LogLine() {}

    public static String readable(String line) {
        if (!line.startsWith("{")) {
            return line;
        }
        try {
            JsonNode event = MAPPER.readTree(line);
            return event.has("message") ? readable(event) : line;
        } catch (JsonProcessingException notJson) {
            return line;
        }
    }

    private static String readable(JsonNode event) {
        String time = event.path("@timestamp").asText(event.path("timestamp").asText(""));
        String level = event.path("log.level").asText(event.path("level").asText(""));
        String error = event.path("error.message").asText("");
        return (time + " " + level + " " + event.path("message").asText() + (error.isEmpty() ? "" : ": " + error))
                .strip();
    }
}
