package io.tidemark.infra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnforeseenTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

    @TempDir
    private Path home;

    private String message(Throwable failure) {
        Map<String, String> environment =
                Map.of("TIDEMARK_HOME", home.toString(), "AWS_ENDPOINT_URL", "http://127.0.0.1:19100");
        return Unforeseen.message(failure, environment, NOW);
    }

    @Test
    void keyThatIsRefusedIsOneLineWithTheEndpointAndTheRemedyAndTheTraceIsInAFile() throws IOException {
        IOException denied = new AccessDeniedException("s3a://tidemark/lake", null, "Forbidden");

        String message = message(new IllegalStateException("reading the lake", denied));

        assertThat(message)
                .startsWith("tidemark: ")
                .contains("AccessDeniedException", "http://127.0.0.1:19100 refuses", "s3.port")
                .doesNotContain("\n");
        Path file = home.resolve("bench/failed-20261121T200000.txt");
        assertThat(message).endsWith(file.toString());
        assertThat(Files.readString(file)).contains("reading the lake", "\tat ", "Caused by: ");
    }

    @Test
    void clientsThatSayItInWordsAreUnderstoodToo() {
        assertThat(message(new RuntimeException("(Service: S3, Status Code: 403, Request ID: 1)")))
                .contains("refuses this instance's key");
        assertThat(message(new RuntimeException(new ConnectException("Connection refused"))))
                .contains("./tidemark up --feed none");
    }

    @Test
    void whatNobodyKnowsIsItsRootCauseCutToALine() {
        String message =
                message(new RuntimeException("outer", new RuntimeException("first\nsecond " + "x".repeat(999))));
        assertThat(message)
                .contains("RuntimeException (first second x")
                .contains("…")
                .doesNotContain("outer");
        assertThat(message.lines()).hasSize(1);
    }

    @Test
    void withoutAHomeTheTraceFollowsTheLine() {
        String message = Unforeseen.message(new IllegalStateException("lost"), Map.of(), NOW);
        assertThat(message.lines().findFirst().orElseThrow()).contains("IllegalStateException (lost)");
        assertThat(message).contains("\tat ");
    }
}
