package io.tidemark.orchestration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The scheduler's HTTP endpoints; it is asked by {@link HttpJobRunner}.
 *
 * <pre>
 * GET  /jobs               {"jobs":[…]}
 * POST /jobs/NAME/runs     202 and the run; 404 no such job; 409 it runs or waits already
 * GET  /jobs/NAME/runs     {"runs":[…]}, newest first; ?limit=20
 * GET  /health/ready       200, or 503 with the problem
 * </pre>
 */
final class SchedulerServer implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST_RUNS = 100;
    private static final String JSON = "application/json";

    private final LocalJobRunner jobs;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "http");
        thread.setDaemon(true);
        return thread;
    });

    private record Answer(int status, ObjectNode body) {
        static Answer problem(int status, String problem) {
            return new Answer(status, Json.object().put("problem", problem));
        }
    }

    private SchedulerServer(HttpServer server, LocalJobRunner jobs) {
        this.server = server;
        this.jobs = jobs;
    }

    /** Listens on the host and port of {@code url}. */
    static SchedulerServer start(URI url, LocalJobRunner jobs) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(url.getHost(), url.getPort()), 16);
        SchedulerServer result = new SchedulerServer(server, jobs);
        server.setExecutor(result.threads);
        server.createContext("/", result::handle);
        server.start();
        return result;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Answer answer;
        try {
            answer = answer(exchange);
        } catch (UnknownJobException unknown) {
            answer = Answer.problem(404, String.valueOf(unknown.getMessage()));
        } catch (JobBusyException busy) {
            answer = Answer.problem(409, String.valueOf(busy.getMessage()));
        } catch (RuntimeException failure) {
            answer = Answer.problem(503, String.valueOf(failure.getMessage()));
        }
        byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", JSON);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private Answer answer(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/health/ready") && method.equals("GET")) {
            return health();
        }
        if (path.equals("/jobs") && method.equals("GET")) {
            ObjectNode body = Json.object();
            Json.putList(body, "jobs", jobs.jobs(), JobStatus::toJson);
            return new Answer(200, body);
        }
        Optional<String> job = jobOf(path);
        if (job.isPresent() && method.equals("GET")) {
            ObjectNode body = Json.object();
            Json.putList(body, "runs", jobs.runs(job.get(), limit(exchange)), JobRun::toJson);
            return new Answer(200, body);
        }
        if (job.isPresent() && method.equals("POST")) {
            // A web page cannot send this type without asking first, and it is not allowed to.
            return JSON.equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                    ? new Answer(202, jobs.start(job.get()).toJson())
                    : Answer.problem(415, "Content-Type must be " + JSON);
        }
        return Answer.problem(
                404, method + " " + path + " is not served; there are GET /jobs, GET and POST /jobs/NAME/runs");
    }

    private Answer health() {
        return jobs.problem()
                .map(problem -> Answer.problem(503, problem))
                .orElseGet(() -> new Answer(200, Json.object().put("status", "UP")));
    }

    private static Optional<String> jobOf(String path) {
        List<String> parts = List.of(path.substring(1).split("/", -1));
        return parts.size() == 3 && parts.get(0).equals("jobs") && parts.get(2).equals("runs")
                ? Optional.of(parts.get(1))
                : Optional.empty();
    }

    private static int limit(HttpExchange exchange) {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        return query.matches("limit=\\d{1,3}")
                ? Math.min(MOST_RUNS, Integer.parseInt(query.substring("limit=".length())))
                : DEFAULT_LIMIT;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
