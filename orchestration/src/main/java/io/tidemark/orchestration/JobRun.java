package io.tidemark.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One run of a job.
 *
 * @param id unique in its scheduler, rising
 * @param startedAt absent while it waits
 * @param exitCode absent until it has ended, and where nobody saw it (128 + signal for a process that was killed)
 * @param report what the job printed last on its standard output: one JSON object
 * @param problem what went wrong, with the end of the job's log
 */
public record JobRun(
        long id,
        String job,
        RunTrigger trigger,
        RunState state,
        Instant requestedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Integer> exitCode,
        Optional<String> report,
        Optional<String> problem) {

    static JobRun queued(long id, String job, RunTrigger trigger, Instant now) {
        return new JobRun(
                id,
                job,
                trigger,
                RunState.QUEUED,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    JobRun started(Instant now) {
        return new JobRun(
                id, job, trigger, RunState.RUNNING, requestedAt, Optional.of(now), endedAt, exitCode, report, problem);
    }

    JobRun ended(RunEnd end, Instant now) {
        return new JobRun(
                id,
                job,
                trigger,
                end.state(),
                requestedAt,
                startedAt,
                Optional.of(now),
                end.exitCode(),
                end.report(),
                end.problem());
    }

    /** From its start to its end. */
    public Optional<Duration> took() {
        return startedAt.flatMap(start -> endedAt.map(end -> Duration.between(start, end)));
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("id", id).put("job", job);
        json.put("trigger", word(trigger)).put("state", word(state));
        Json.putTime(json, "requestedAt", Optional.of(requestedAt));
        Json.putTime(json, "startedAt", startedAt);
        Json.putTime(json, "endedAt", endedAt);
        exitCode.ifPresentOrElse(code -> json.put("exitCode", code), () -> json.putNull("exitCode"));
        report.ifPresentOrElse(text -> json.set("report", Json.parse(text)), () -> json.putNull("report"));
        Json.put(json, "problem", problem);
        return json;
    }

    /** @throws IllegalArgumentException when it is no run */
    public static JobRun fromJson(JsonNode json) {
        return new JobRun(
                json.path("id").asLong(),
                Json.requiredText(json, "job"),
                RunTrigger.valueOf(constant(json, "trigger")),
                RunState.valueOf(constant(json, "state")),
                Instant.parse(Json.requiredText(json, "requestedAt")),
                Json.time(json, "startedAt"),
                Json.time(json, "endedAt"),
                Json.present(json, "exitCode").map(JsonNode::asInt),
                Json.present(json, "report").map(JsonNode::toString),
                Json.text(json, "problem"));
    }

    /** As it is printed: {@code timed-out}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(JsonNode json, String field) {
        return Json.requiredText(json, field).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
