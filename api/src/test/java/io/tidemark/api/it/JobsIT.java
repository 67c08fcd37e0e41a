package io.tidemark.api.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.orchestration.JobDefinition;
import io.tidemark.orchestration.JobsFolder;
import io.tidemark.orchestration.LeftBehind;
import io.tidemark.orchestration.Schedule;
import io.tidemark.orchestration.SchedulerMain;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs over REST, with a real scheduler behind it. */
class JobsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path home;

    private static Process scheduler;
    private static ApiProcess api;

    @BeforeAll
    static void start() throws IOException {
        new JobsFolder(home)
                .writeDefinitions(List.of(
                        job("fails", "echo no space left on device >&2; exit 7"),
                        job("waits", "until [ -e go ]; do sleep 0.05; done; echo '{\"rows\":3}'")));
        String url = "http://127.0.0.1:" + SharedWorld.freePort();
        scheduler = scheduler(url);
        Map<String, String> environment = new HashMap<>(SharedWorld.WORLD.environment());
        environment.put("TIDEMARK_SCHEDULER_URL", url);
        api = ApiProcess.start(SharedWorld.folder(), SharedWorld.freePort(), environment);
        await().atMost(SOON).until(() -> api.get("/api/v1/jobs").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        api.close();
        scheduler.destroyForcibly();
        await().until(() -> !scheduler.isAlive());
        LeftBehind.stop(new JobsFolder(home));
    }

    @Test
    void aJobThatIsStartedByHandIsSeenWithItsResult() throws IOException {
        HttpResponse<String> accepted = post("/api/v1/jobs/waits/runs", "application/json");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        long id = Json.of(accepted).get("id").asLong();

        HttpResponse<String> again = post("/api/v1/jobs/waits/runs", "application/json");
        assertThat(again.statusCode()).isEqualTo(409);
        assertProblem(again, "job-busy");
        assertThat(Json.of(again).get("detail").asText()).startsWith("Job waits is ");

        Files.writeString(home.resolve("go"), "");
        await().atMost(SOON)
                .until(() -> job("waits").get("current").isNull()
                        && !job("waits").get("last").isNull());
        JsonNode last = job("waits").get("last");
        assertThat(last.get("id").asLong()).isEqualTo(id);
        assertThat(last.get("state").asText()).isEqualTo("succeeded");
        assertThat(last.at("/report/rows").asInt()).isEqualTo(3);
        assertThat(job("waits").get("nextRun").asText()).matches("\\d{4}-\\d\\d-\\d\\dT04:30:00\\.000000Z");
    }

    @Test
    void aFailureIsToldWithTheEndOfItsLog() {
        assertThat(post("/api/v1/jobs/fails/runs", "application/json").statusCode())
                .isEqualTo(202);
        await().atMost(SOON).until(() -> !job("fails").get("last").isNull());

        JsonNode run = Json.of(api.get("/api/v1/jobs/fails/runs?limit=1")).at("/runs/0");

        assertThat(run.get("state").asText()).isEqualTo("failed");
        assertThat(run.get("exitCode").asInt()).isEqualTo(7);
        assertThat(run.get("problem").asText()).contains("no space left on device");
    }

    @Test
    void wrongQuestionsAreProblems() {
        HttpResponse<String> unknown = post("/api/v1/jobs/nothing/runs", "application/json");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertProblem(unknown, "unknown-job");
        assertThat(Json.of(unknown).get("detail").asText()).contains("there are fails, waits");
        assertThat(api.get("/api/v1/jobs/nothing/runs").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/jobs/waits/runs?limit=0").statusCode()).isEqualTo(400);
        HttpResponse<String> ofAPage = post("/api/v1/jobs/waits/runs", "text/plain");
        assertThat(ofAPage.statusCode()).isEqualTo(415);
        assertThat(Json.of(ofAPage).get("remedy").asText()).isNotBlank();
    }

    @Test
    void withoutASchedulerTheApiSaysWhatToDo() {
        // The shared API knows of none.
        HttpResponse<String> answer = SharedWorld.API.get("/api/v1/jobs");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertProblem(answer, "scheduler-down");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Json.of(answer).get("remedy").asText()).contains("./tidemark up");
    }

    private static void assertProblem(HttpResponse<String> answer, String slug) {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Json.of(answer).get("type").asText()).isEqualTo("urn:tidemark:problem:" + slug);
    }

    private static JsonNode job(String name) {
        for (JsonNode job : Json.of(api.get("/api/v1/jobs")).get("jobs")) {
            if (job.get("name").asText().equals(name)) {
                return job;
            }
        }
        throw new AssertionError("no job " + name);
    }

    private static HttpResponse<String> post(String path, String type) {
        return api.send(HttpRequest.newBuilder(api.url().resolve(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{}"))
                .build());
    }

    private static JobDefinition job(String name, String script) {
        return new JobDefinition(
                name,
                "a job of this test",
                Schedule.parse("04:30"),
                List.of("/bin/sh", "-c", script),
                Map.of(),
                Duration.ofMinutes(5),
                0);
    }

    private static Process scheduler(String url) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SchedulerMain.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("scheduler.log").toFile());
        builder.environment().put("TIDEMARK_SCHEDULER_URL", url);
        builder.environment().put("TIDEMARK_HOME", home.toString());
        return builder.start();
    }
}
