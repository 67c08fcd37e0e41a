package io.tidemark.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Runs by hand: one at a time, and each end is told. */
class SchedulerTest extends SchedulerWithJobs {
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
    void aJobOutOfMemorySaysSo_thoughItsExitCodeIsThatOfAComponentThatIsDown() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        job(
                "greedy",
                "hand",
                String.join(
                        " ",
                        java,
                        "-Xmx8m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:+DisplayVMOutputToStderr -cp",
                        "'" + System.getProperty("java.class.path") + "'",
                        "'" + Greedy.class.getName() + "'"));
        JobRunner jobs = start().jobs();
        jobs.start("greedy");

        JobRun over = awaitEnd(jobs, "greedy");

        assertThat(over.exitCode()).contains(3);
        assertThat(over.problem().orElseThrow())
                .startsWith("out of memory (exit code 3): give it a larger heap")
                .contains("java.lang.OutOfMemoryError: Java heap space");
    }

    /** A job that needs more than there is. */
    static final class Greedy {
        public static void main(String[] arguments) {
            List<long[]> kept = new ArrayList<>();
            while (true) {
                kept.add(new long[1 << 16]);
            }
        }
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
}
