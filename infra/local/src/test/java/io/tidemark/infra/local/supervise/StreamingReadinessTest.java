package io.tidemark.infra.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What up makes of the streaming job's answers. */
class StreamingReadinessTest {
    @Test
    void anOkIsReady() throws IOException {
        assertThat(problem(200, "{\"status\":\"UP\",\"problem\":null}")).isEmpty();
    }

    @Test
    void aRefusalStaysAndIsToldInItsOwnWords() throws IOException {
        assertThat(
                        problem(
                                503,
                                "{\"status\":\"REFUSED\",\"problem\":\"clickhouse refused: the database is of another build\"}"))
                .contains(Problem.lasting("clickhouse refused: the database is of another build"));
    }

    @Test
    void everythingElseMayPass() throws IOException {
        assertThat(problem(503, "{\"status\":\"DOWN\",\"problem\":\"lake waiting (for the store)\"}"))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.stays()).isFalse();
                    assertThat(problem.text()).endsWith("answers 503: lake waiting (for the store)");
                });
        assertThat(problem(502, "<html>"))
                .hasValueSatisfying(problem -> assertThat(problem.text()).endsWith("answers 502"));
    }

    private static Optional<Problem> problem(int status, String body) throws IOException {
        HttpServer job = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        job.createContext("/health/ready", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        job.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + job.getAddress().getPort() + "/health/ready");
            return new StreamingReadiness(url).problem();
        } finally {
            job.stop(0);
        }
    }
}
