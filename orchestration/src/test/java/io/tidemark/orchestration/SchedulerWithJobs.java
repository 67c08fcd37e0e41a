package io.tidemark.orchestration;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real scheduler and real jobs: small shell scripts that count their starts and wait for a file. */
@Timeout(120)
abstract class SchedulerWithJobs {
    static final String WAITS =
            "echo x >>\"$NAME.starts\"; echo $$ >\"$NAME.pid\"; until [ -e \"$NAME.go\" ]; do sleep 0.05; done;";
    static final String REPORTS = "echo a library says hello; echo '{\"ok\":true,\"rows\":7}'";

    @TempDir
    Path home;

    final List<JobDefinition> definitions = new ArrayList<>();
    private final List<SchedulerProcess> started = new ArrayList<>();

    @BeforeEach
    void defineJobs() {
        job("slow", "hand", WAITS + REPORTS);
        job("other", "hand", WAITS + REPORTS);
        job("broken", "hand", "echo no space left on device >&2; exit 7");
    }

    @AfterEach
    void stopWhatIsLeft() {
        started.forEach(SchedulerProcess::kill);
        LocalJobRunner.stopLeftBehind(new JobsFolder(home));
    }

    final SchedulerProcess start() {
        new JobsFolder(home).writeDefinitions(definitions);
        SchedulerProcess scheduler = SchedulerProcess.start(home);
        started.add(scheduler);
        return scheduler;
    }

    final void job(String name, String schedule, String script) {
        definitions.add(definition(name, schedule, script, Duration.ofMinutes(5)));
    }

    static JobDefinition definition(String name, String schedule, String script, Duration timeout) {
        return new JobDefinition(
                name,
                "a job of this test",
                Schedule.parse(schedule),
                List.of("/bin/sh", "-c", script),
                Map.of("NAME", name),
                timeout,
                5);
    }

    /** As if a scheduler had met the job then and had not run since. */
    final void knownSince(String job, Instant then) {
        try (RunLog log = RunLog.open(new JobsFolder(home).runs(), event -> {})) {
            log.append(RunBook.known(job, then));
        }
    }

    final void release(String name) throws IOException {
        Files.writeString(home.resolve(name + ".go"), "");
    }

    final long pidOf(String name) throws IOException {
        return Long.parseLong(Files.readString(home.resolve(name + ".pid")).trim());
    }

    final long starts(String name) throws IOException {
        Path file = home.resolve(name + ".starts");
        return Files.exists(file) ? Files.readString(file).lines().count() : 0;
    }

    final void awaitStarts(String name, long count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> starts(name) == count
                        && Files.exists(home.resolve(name + ".pid"))
                        && Files.size(home.resolve(name + ".pid")) > 0);
    }

    static JobStatus status(JobRunner jobs, String name) {
        return jobs.jobs().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static JobRun awaitEnd(JobRunner jobs, String name) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> status(jobs, name).current().isEmpty()
                        && status(jobs, name).last().isPresent());
        return status(jobs, name).last().orElseThrow();
    }
}
