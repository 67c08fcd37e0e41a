package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.infra.local.supervise.ComponentStatus;
import io.tidemark.orchestration.JobStatus;
import java.util.List;

/** The JSON of {@code status}, whose shape other programs rely on. */
final class StatusJson {
    private StatusJson() {}

    static boolean isOk(List<ComponentStatus> components) {
        return components.stream().allMatch(ComponentStatus::isUp);
    }

    static ObjectNode of(List<ComponentStatus> components, StreamingStatus streaming, List<JobStatus> jobs) {
        ObjectNode object = Json.object().put("ok", isOk(components));
        ArrayNode list = object.putArray("components");
        components.forEach(status -> put(list.addObject(), status));
        object.set("queries", present(streaming.queries(), list.arrayNode()));
        object.set("frontier", present(streaming.frontier(), list.objectNode()));
        object.set("tidemark", present(streaming.tidemark(), list.objectNode()));
        ArrayNode ofJobs = object.putArray("jobs");
        jobs.forEach(job -> ofJobs.add(job.toJson()));
        return object;
    }

    private static void put(ObjectNode component, ComponentStatus status) {
        component.put("name", status.name());
        component.put("state", status.state().word());
        component.put("endpoint", status.endpoint());
        // Absent is null here, so that a reader finds every field in every component.
        component.putNull("pid").putNull("rssBytes").putNull("pssBytes").putNull("problem");
        status.pid().ifPresent(pid -> component.put("pid", pid));
        status.memory()
                .ifPresent(
                        memory -> component.put("rssBytes", memory.rssBytes()).put("pssBytes", memory.pssBytes()));
        status.problem().ifPresent(problem -> component.put("problem", problem));
    }

    private static JsonNode present(JsonNode node, JsonNode otherwise) {
        return node.isMissingNode() || node.isNull() ? otherwise : node;
    }
}
