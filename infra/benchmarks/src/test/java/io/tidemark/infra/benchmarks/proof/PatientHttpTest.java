package io.tidemark.infra.benchmarks.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tidemark.infra.benchmarks.BenchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatientHttpTest {
    private static final int OK = 200;

    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final PatientHttp http = new PatientHttp("The server", Duration.ZERO);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Integer status = statuses.poll();
            byte[] body = ("status " + status).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status == null ? OK : status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String ask() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/bars");
        return new String(http.ask(HttpRequest.newBuilder(url).build(), "bars"), StandardCharsets.UTF_8);
    }

    @Test
    void serverThatHasNoTimeIsAskedAgain() {
        statuses.addAll(List.of(503, 408, 200));
        assertThat(ask()).isEqualTo("status 200");
        assertThat(http.askedAgain()).isEqualTo(2);
    }

    @Test
    void otherAnswersEndTheProofWithWhatTheServerSays() {
        statuses.addAll(List.of(500, 200));
        assertThatThrownBy(this::ask)
                .isInstanceOf(BenchException.class)
                .hasMessage("The server answered 500 to 'bars': status 500");
        assertThat(http.askedAgain()).isZero();
    }

    @Test
    void patienceEnds() {
        statuses.addAll(List.of(504, 504, 504, 504, 504, 504, 200));
        assertThatThrownBy(this::ask).hasMessageContaining("answered 504");
    }
}
