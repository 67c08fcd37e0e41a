package io.tidemark.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A job: a command that ends by itself with exit code 0 when it is done, and may print one JSON object as its last line.
 *
 * @param environment variables beside those that the scheduler itself was started with
 * @param timeout after which a run is stopped
 * @param niceness 0 to 19; how far it yields the processor to everything else
 */
public record JobDefinition(
        String name,
        String description,
        Schedule schedule,
        List<String> command,
        Map<String, String> environment,
        Duration timeout,
        int niceness) {
    private static final int MOST_NICE = 19;

    public JobDefinition {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        // A name is part of paths, of files and of URLs.
        if (!name.matches("[a-z][a-z0-9-]{0,40}")) {
            throw new IllegalArgumentException("a job's name is a-z, 0-9 and -, was '" + name + "'");
        }
        if (command.isEmpty()) {
            throw new IllegalArgumentException("job " + name + " has no command");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout of job " + name + " must be positive, was " + timeout);
        }
        if (niceness < 0 || niceness > MOST_NICE) {
            throw new IllegalArgumentException("niceness of job " + name + " must be 0 to 19, was " + niceness);
        }
    }

    ObjectNode toJson() {
        ObjectNode json =
                Json.object().put("name", name).put("description", description).put("schedule", schedule.toString());
        command.forEach(json.putArray("command")::add);
        environment.forEach(json.putObject("environment")::put);
        return json.put("timeout", timeout.toString()).put("niceness", niceness);
    }

    static JobDefinition fromJson(JsonNode json) {
        Map<String, String> environment = new LinkedHashMap<>();
        json.path("environment")
                .fields()
                .forEachRemaining(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        return new JobDefinition(
                Json.requiredText(json, "name"),
                Json.requiredText(json, "description"),
                Schedule.parse(Json.requiredText(json, "schedule")),
                Json.list(json.path("command"), JsonNode::asText),
                environment,
                Duration.parse(Json.requiredText(json, "timeout")),
                json.path("niceness").asInt());
    }
}
