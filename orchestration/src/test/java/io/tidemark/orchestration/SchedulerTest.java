package io.tidemark.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real scheduler and real jobs: small shell scripts that count their starts and wait for a file. */
@Timeout(120)
class SchedulerTest {
    private static final String WAITS =
            "echo x >>\"$NAME.starts\"; echo $$ >\"$NAME.pid\"; until [ -e \"$NAME.go\" ]; do sleep 0.05; done;";
    private static final String REPORTS = "echo a library says hello; echo '{\"ok\":true,\"rows\":7}'";

    @TempDir
    Path home;

    private final List<JobDefinition> definitions = new ArrayList<>();
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

    @Test
    void aRunEndsWithTheReportThatTheJobPrintedLast() throws IOException {
        JobRunner jobs = start().jobs();
        release("slow");

        JobRun run = jobs.start("slow");

        assertThat(run.state()).isEqualTo(RunState.QUEUED);
        JobRun over = awaitEnd(jobs, "slow");
        assertThat(over.id()).isEqualTo(run.id());
        assertThat(over.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(over.trigger()).isEqualTo(RunTrigger.HAND);
        assertThat(over.exitCode()).contains(0);
        assertThat(over.report()).contains("{\"ok\":true,\"rows\":7}");
        assertThat(over.took()).hasValueSatisfying(took -> assertThat(took).isPositive());
        assertThat(Files.list(home.resolve("jobs"))
                        .map(file -> file.getFileName().toString()))
                .doesNotContain("run-" + run.id() + ".out", "run-" + run.id() + ".exit");
    }

    @Test
    void ofManyStartsAtOnceOneIsTaken() throws Exception {
        JobRunner jobs = start().jobs();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<JobRun> ask = () -> jobs.start("slow");

        int taken = 0;
        for (Future<JobRun> answer : threads.invokeAll(List.of(ask, ask, ask, ask, ask, ask, ask, ask))) {
            try {
                answer.get();
                taken++;
            } catch (java.util.concurrent.ExecutionException refused) {
                assertThat(refused).hasCauseInstanceOf(JobBusyException.class);
                assertThat(refused).hasMessageContaining("Job slow is ");
            }
        }
        threads.shutdown();

        assertThat(taken).isEqualTo(1);
        awaitStarts("slow", 1);
        assertThatThrownBy(() -> jobs.start("slow"))
                .isInstanceOf(JobBusyException.class)
                .hasMessageContaining("Job slow is running already: run 1");
        release("slow");
        awaitEnd(jobs, "slow");
        assertThat(starts("slow")).isEqualTo(1);
    }

    @Test
    void anotherJobWaitsUntilTheFirstHasEnded() throws IOException {
        JobRunner jobs = start().jobs();
        jobs.start("slow");
        awaitStarts("slow", 1);

        jobs.start("other");
        release("other");
        assertThat(status(jobs, "other").current().orElseThrow().state()).isEqualTo(RunState.QUEUED);
        assertThat(starts("other")).isZero();

        release("slow");
        assertThat(awaitEnd(jobs, "other").state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aRunOutlivesAKilledSchedulerAndIsNotStartedAgain() throws IOException {
        SchedulerProcess first = start();
        first.jobs().start("slow");
        awaitStarts("slow", 1);
        first.jobs().start("other");

        first.kill();
        JobRunner jobs = start().jobs();

        assertThat(status(jobs, "slow").current().orElseThrow().state()).isEqualTo(RunState.RUNNING);
        assertThat(status(jobs, "other").current().orElseThrow().state()).isEqualTo(RunState.QUEUED);
        assertThatThrownBy(() -> jobs.start("slow")).isInstanceOf(JobBusyException.class);
        release("slow");
        release("other");
        JobRun over = awaitEnd(jobs, "slow");
        assertThat(over.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(over.exitCode()).contains(0);
        assertThat(over.report()).isPresent();
        assertThat(starts("slow")).isEqualTo(1);
        assertThat(awaitEnd(jobs, "other").state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aRunThatEndedWhileNoSchedulerRanIsRecorded() throws IOException {
        SchedulerProcess first = start();
        first.jobs().start("slow");
        awaitStarts("slow", 1);
        first.kill();
        long pid = pidOf("slow");
        release("slow");
        await().until(() -> ProcessIdentity.of(pid).isEmpty());

        JobRun over = awaitEnd(start().jobs(), "slow");

        assertThat(over.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(over.report()).isPresent();
    }

    @Test
    void aFailedJobIsToldWithItsExitCodeAndTheEndOfItsLog() {
        JobRunner jobs = start().jobs();
        jobs.start("broken");

        JobRun over = awaitEnd(jobs, "broken");

        assertThat(over.state()).isEqualTo(RunState.FAILED);
        assertThat(over.exitCode()).contains(7);
        assertThat(over.problem()).contains("exit code 7; its log ends with\nno space left on device");
        assertThat(over.report()).isEmpty();
    }

    @Test
    void aKilledJobFailsWithTheSignal() throws IOException {
        JobRunner jobs = start().jobs();
        jobs.start("slow");
        awaitStarts("slow", 1);

        ProcessHandle.of(pidOf("slow")).orElseThrow().destroyForcibly();

        JobRun over = awaitEnd(jobs, "slow");
        assertThat(over.state()).isEqualTo(RunState.FAILED);
        assertThat(over.exitCode()).contains(137);
        assertThat(over.problem().orElseThrow()).startsWith("killed by signal 9");
    }

    @Test
    void whenTheShellIsKilledTheJobDoesNotRunOnUnseen() throws IOException {
        JobRunner jobs = start().jobs();
        jobs.start("slow");
        awaitStarts("slow", 1);
        long job = pidOf("slow");

        ProcessHandle.of(job).flatMap(ProcessHandle::parent).orElseThrow().destroyForcibly();

        assertThat(awaitEnd(jobs, "slow").state()).isEqualTo(RunState.FAILED);
        await().until(() -> ProcessIdentity.of(job).isEmpty());
        jobs.start("slow");
        awaitStarts("slow", 2);
    }

    @Test
    void aJobThatTakesTooLongIsStopped() throws IOException {
        definitions.add(definition("endless", "hand", WAITS, Duration.ofSeconds(1)));
        JobRunner jobs = start().jobs();
        jobs.start("endless");

        JobRun over = awaitEnd(jobs, "endless");

        assertThat(over.state()).isEqualTo(RunState.TIMED_OUT);
        assertThat(over.problem().orElseThrow()).startsWith("stopped as it took longer than PT1S");
        assertThat(ProcessIdentity.of(pidOf("endless"))).isEmpty();
    }

    @Test
    void anIntervalJobRunsBySchedule() {
        job("often", "1s", "true");
        JobRunner jobs = start().jobs();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> jobs.runs("often", 10).size() >= 3);

        assertThat(jobs.runs("often", 10)).extracting(JobRun::trigger).contains(RunTrigger.SCHEDULE);
        assertThat(status(jobs, "often").nextRun().orElseThrow())
                .isAfter(Instant.now().minusSeconds(2));
        assertThat(status(jobs, "slow").nextRun()).isEmpty();
    }

    @Test
    void missedRunsAreCaughtUpOnce() {
        job("daily", "00:00", "true");
        job("hourly", "1h", "true");
        knownSince("daily", Instant.now().minus(Duration.ofDays(3)));
        knownSince("hourly", Instant.now().minus(Duration.ofHours(30)));

        SchedulerProcess first = start();
        assertThat(awaitEnd(first.jobs(), "daily").trigger()).isEqualTo(RunTrigger.CATCH_UP);
        awaitEnd(first.jobs(), "hourly");
        first.kill();

        JobRunner jobs = start().jobs();
        assertThat(jobs.runs("daily", 10)).hasSize(1);
        assertThat(jobs.runs("hourly", 10)).hasSizeBetween(1, 2); // 2 if an hour has just begun
    }

    @Test
    void nothingIsMissedByANewHome() {
        job("daily", "00:00", "true");
        JobRunner jobs = start().jobs();
        jobs.start("broken");
        awaitEnd(jobs, "broken");
        assertThat(jobs.runs("daily", 10)).isEmpty();
        assertThat(status(jobs, "daily").nextRun()).isPresent();
    }

    @Test
    void aStoppedSchedulerTakesItsJobAlong_andCatchesItUpAtTheNextStart() throws IOException {
        job("daily", "00:00", WAITS);
        knownSince("daily", Instant.now().minus(Duration.ofDays(3)));
        SchedulerProcess first = start();
        awaitStarts("daily", 1);
        long job = pidOf("daily");

        first.stop();
        assertThat(ProcessIdentity.of(job)).isEmpty();

        release("daily");
        JobRunner jobs = start().jobs();
        await().until(() -> jobs.runs("daily", 10).size() == 2
                && status(jobs, "daily").current().isEmpty());
        assertThat(jobs.runs("daily", 10))
                .extracting(JobRun::state)
                .containsExactly(RunState.SUCCEEDED, RunState.STOPPED);
    }

    @Test
    void whatAKilledSchedulerLeftBehindCanBeStopped() throws IOException {
        SchedulerProcess scheduler = start();
        scheduler.jobs().start("slow");
        awaitStarts("slow", 1);
        scheduler.kill();

        LocalJobRunner.stopLeftBehind(new JobsFolder(home));

        assertThat(ProcessIdentity.of(pidOf("slow"))).isEmpty();
        assertThat(start().jobs().runs("slow", 1)).extracting(JobRun::state).containsExactly(RunState.STOPPED);
    }

    @Test
    void aHomeHasOneScheduler() {
        start();
        SchedulerProcess second = SchedulerProcess.launch(home);
        assertThat(second.awaitEnd()).isEqualTo(1);
        assertThat(second.log()).contains("another scheduler runs the jobs of " + home);
    }

    @Test
    void wrongDefinitionsAreNamedWithTheirFile() throws IOException {
        Files.createDirectories(home.resolve("jobs"));
        Files.writeString(home.resolve("jobs/definitions.json"), "{\"jobs\":[{\"name\":\"Audit\"}]}");
        SchedulerProcess scheduler = SchedulerProcess.launch(home);
        assertThat(scheduler.awaitEnd()).isEqualTo(2);
        assertThat(scheduler.log()).contains("definitions.json: field description is missing");
    }

    @Test
    void wrongQuestionsAreAnswered() throws Exception {
        SchedulerProcess scheduler = start();
        assertThatThrownBy(() -> scheduler.jobs().start("nothing"))
                .isInstanceOf(UnknownJobException.class)
                .hasMessage("No job is called 'nothing'; there are slow, other, broken");
        assertThat(send(scheduler, "/jobs/broken/runs", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(send(scheduler, "/jobs", "application/json").statusCode()).isEqualTo(404);
        scheduler.kill();
        assertThatThrownBy(() -> scheduler.jobs().jobs())
                .isInstanceOf(SchedulerDownException.class)
                .hasMessageContaining("Start it: ./tidemark up");
    }

    private static HttpResponse<String> send(SchedulerProcess scheduler, String path, String type) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(scheduler.url().resolve(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private SchedulerProcess start() {
        new JobsFolder(home).writeDefinitions(definitions);
        SchedulerProcess scheduler = SchedulerProcess.start(home);
        started.add(scheduler);
        return scheduler;
    }

    private void job(String name, String schedule, String script) {
        definitions.add(definition(name, schedule, script, Duration.ofMinutes(5)));
    }

    private static JobDefinition definition(String name, String schedule, String script, Duration timeout) {
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
    private void knownSince(String job, Instant then) {
        try (RunLog log = RunLog.open(new JobsFolder(home).runs(), event -> {})) {
            log.append(RunBook.known(job, then));
        }
    }

    private void release(String name) throws IOException {
        Files.writeString(home.resolve(name + ".go"), "");
    }

    private long pidOf(String name) throws IOException {
        return Long.parseLong(Files.readString(home.resolve(name + ".pid")).trim());
    }

    private long starts(String name) throws IOException {
        Path file = home.resolve(name + ".starts");
        return Files.exists(file) ? Files.readString(file).lines().count() : 0;
    }

    private void awaitStarts(String name, long count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> starts(name) == count
                        && Files.exists(home.resolve(name + ".pid"))
                        && Files.size(home.resolve(name + ".pid")) > 0);
    }

    private static JobStatus status(JobRunner jobs, String name) {
        return jobs.jobs().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JobRun awaitEnd(JobRunner jobs, String name) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> status(jobs, name).current().isEmpty()
                        && status(jobs, name).last().isPresent());
        return status(jobs, name).last().orElseThrow();
    }
}
