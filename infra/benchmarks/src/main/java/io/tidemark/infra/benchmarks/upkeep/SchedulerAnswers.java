package io.tidemark.infra.benchmarks.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@code ./tidemark jobs} and {@code ./tidemark jobs run} answer with {@code --json}. */
final class SchedulerAnswers {
    private SchedulerAnswers() {}

    /** Names of the jobs that run or wait. */
    static List<String> busy(JsonNode jobs) {
        List<String> busy = new ArrayList<>();
        for (JsonNode job : jobs.path("jobs")) {
            if (job.hasNonNull("current")) {
                busy.add(job.path("name").asText());
            }
        }
        return busy;
    }

    /**
     * When a run began to work, by the clock of {@link System#nanoTime}: before that it may have waited for another job.
     *
     * @param now and {@code nowNanos} the same moment by both clocks; @param askedNanos where the run does not tell
     */
    static long startedNanos(JsonNode run, Instant now, long nowNanos, long askedNanos) {
        if (!run.hasNonNull("startedAt")) {
            return askedNanos;
        }
        Instant started = Instant.parse(run.path("startedAt").asText());
        return nowNanos - Duration.between(started, now).toNanos();
    }
}
