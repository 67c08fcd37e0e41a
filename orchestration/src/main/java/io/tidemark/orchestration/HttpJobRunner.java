package io.tidemark.orchestration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The jobs of a scheduler in another process. The plain URL connection is used because the HTTP client takes longer to load. */
public final class HttpJobRunner implements JobRunner {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final URI scheduler;

    private record Answer(int status, ObjectNode body) {}

    public HttpJobRunner(URI scheduler) {
        this.scheduler = URI.create(scheduler.toString().replaceFirst("/+$", ""));
    }

    /** @throws SchedulerDownException when it does not answer as it should; likewise below */
    @Override
    public List<JobStatus> jobs() {
        return Json.list(ask("GET", "/jobs").body().path("jobs"), JobStatus::fromJson);
    }

    @Override
    public JobRun start(String job) {
        return JobRun.fromJson(ask("POST", runsOf(job)).body());
    }

    @Override
    public List<JobRun> runs(String job, int limit) {
        return Json.list(ask("GET", runsOf(job) + "?limit=" + limit).body().path("runs"), JobRun::fromJson);
    }

    private static String runsOf(String job) {
        if (!job.matches("[A-Za-z0-9_-]+")) {
            throw new UnknownJobException("No job is called '" + job + "': a job's name is a-z, 0-9 and -");
        }
        return "/jobs/" + job + "/runs";
    }

    private Answer ask(String method, String path) {
        Answer answer;
        try {
            answer = exchange(method, scheduler + path);
        } catch (IOException | IllegalArgumentException silent) {
            throw new SchedulerDownException(
                    "The scheduler does not answer at " + scheduler + " (" + silent.getMessage()
                            + "). Start it: ./tidemark up",
                    silent);
        }
        String problem = answer.body().path("problem").asText("");
        return switch (answer.status()) {
            case 200, 202 -> answer;
            case 404 -> throw new UnknownJobException(problem);
            case 409 -> throw new JobBusyException(problem);
            default ->
                throw new SchedulerDownException("The scheduler at " + scheduler + " answers " + answer.status()
                        + (problem.isEmpty() ? "" : ": " + problem) + ". See ./tidemark logs scheduler");
        };
    }

    private static Answer exchange(String method, String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout((int) TIMEOUT.toMillis());
        connection.setReadTimeout((int) TIMEOUT.toMillis());
        connection.setRequestProperty("Connection", "close");
        connection.setRequestMethod(method);
        if (method.equals("POST")) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        try (InputStream stream = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String body = stream == null ? "{}" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(status, Json.parse(body));
        }
    }
}
