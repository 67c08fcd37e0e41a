package io.tidemark.streaming.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code /status}, {@code /health/live}, {@code /health/ready} and {@code /metrics} of the job. */
public final class StatusServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpServer server;
    // Enough that health is answered while some wait for Kafka, which a status does for seconds.
    private final ExecutorService threads = Executors.newFixedThreadPool(8, task -> {
        Thread thread = new Thread(task, "status");
        thread.setDaemon(true);
        return thread;
    });

    private StatusServer(HttpServer server) {
        this.server = server;
    }

    /** Listens on the host and port of {@code url}. */
    public static StatusServer start(URI url, JobStatus status, JobMetrics metrics) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(url.getHost(), url.getPort()), 16);
        StatusServer result = new StatusServer(server);
        server.setExecutor(result.threads);
        server.createContext("/status", exchange -> json(exchange, 200, status.toJson()));
        server.createContext("/health/live", exchange -> json(exchange, 200, Map.of("status", "UP")));
        server.createContext("/health/ready", exchange -> {
            boolean isReady = status.health() == JobStatus.Health.UP;
            json(exchange, isReady ? 200 : 503, status.healthJson());
        });
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape()));
        server.start();
        return result;
    }

    private static void json(HttpExchange exchange, int code, Object body) throws IOException {
        try {
            answer(exchange, code, "application/json", JSON.writeValueAsString(body));
        } catch (JsonProcessingException impossible) {
            throw new IOException("the status cannot be written as JSON", impossible);
        }
    }

    private static void answer(HttpExchange exchange, int code, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
