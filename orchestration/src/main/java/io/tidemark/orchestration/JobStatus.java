package io.tidemark.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be known of a job now.
 *
 * @param current the run that waits or runs
 * @param last the newest run that is over
 * @param nextRun when it is due next; absent for one that is started by hand only
 */
public record JobStatus(
        String name,
        String description,
        Schedule schedule,
        Optional<JobRun> current,
        Optional<JobRun> last,
        Optional<Instant> nextRun) {

    public ObjectNode toJson() {
        ObjectNode json =
                Json.object().put("name", name).put("description", description).put("schedule", schedule.toString());
        current.ifPresentOrElse(run -> json.set("current", run.toJson()), () -> json.putNull("current"));
        last.ifPresentOrElse(run -> json.set("last", run.toJson()), () -> json.putNull("last"));
        Json.putTime(json, "nextRun", nextRun);
        return json;
    }

    /** @throws RuntimeException when it is no status of a job */
    public static JobStatus fromJson(JsonNode json) {
        return new JobStatus(
                Json.requiredText(json, "name"),
                Json.requiredText(json, "description"),
                Schedule.parse(Json.requiredText(json, "schedule")),
                Json.present(json, "current").map(JobRun::fromJson),
                Json.present(json, "last").map(JobRun::fromJson),
                Json.time(json, "nextRun"));
    }
}
