package io.tidemark.infra.local.command;

import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.orchestration.HttpJobRunner;
import io.tidemark.orchestration.JobRun;
import io.tidemark.orchestration.JobStatus;
import io.tidemark.orchestration.SchedulerDownException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Jobs and their runs as tables for people. */
final class JobTable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private JobTable() {}

    /** None where the scheduler does not answer: that it is down is said elsewhere. */
    static List<JobStatus> ask(LocalConfig config) {
        try {
            return new HttpJobRunner(config.schedulerUrl()).jobs();
        } catch (SchedulerDownException down) {
            return List.of();
        }
    }

    static List<String> lines(List<JobStatus> jobs) {
        TextTable table = new TextTable("job", "schedule", "now", "last result", "ended", "took", "next run", "");
        for (JobStatus job : jobs) {
            table.add(
                    job.name(),
                    job.schedule().toString(),
                    job.current().map(JobTable::state).orElse(""),
                    job.last().map(JobTable::state).orElse(""),
                    job.last().map(run -> time(run.endedAt())).orElse(""),
                    job.last().map(JobTable::took).orElse(""),
                    time(job.nextRun()),
                    job.last().map(JobTable::problem).orElse(""));
        }
        return table.lines();
    }

    static List<String> linesOfRuns(List<JobRun> runs) {
        TextTable table = new TextTable("run", "by", "result", "exit code", "started", "took", "");
        for (JobRun run : runs) {
            table.add(
                    Long.toString(run.id()),
                    run.toJson().path("trigger").asText(),
                    state(run),
                    run.exitCode().map(String::valueOf).orElse(""),
                    time(run.startedAt()),
                    took(run),
                    problem(run));
        }
        return table.lines();
    }

    static String state(JobRun run) {
        return run.toJson().path("state").asText();
    }

    private static String took(JobRun run) {
        return run.took().map(took -> Units.seconds(took.toMillis() / 1000.0)).orElse("");
    }

    private static String time(Optional<Instant> instant) {
        return instant.map(TIME::format).orElse("");
    }

    /** Its first line; the rest is the end of the job's log. */
    private static String problem(JobRun run) {
        return run.problem().flatMap(text -> text.lines().findFirst()).orElse("");
    }
}
