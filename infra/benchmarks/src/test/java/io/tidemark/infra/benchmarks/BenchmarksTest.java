package io.tidemark.infra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @Test
    void benchmarkHasToBeNamed() {
        assertThat(run(Map.of())).isEqualTo(2);
        assertThat(text(progress))
                .contains(
                        "bench ingest, query, latency, memory, disorder, chaos, batch, serving, corrections or upkeep");
    }

    @Test
    void withoutAnEnvironmentAllThatIsMissingIsNamed() {
        assertThat(run(Map.of(), "ingest")).isEqualTo(2);
        assertThat(text(progress)).contains("KAFKA_BOOTSTRAP_SERVERS");
        assertThat(text(answer)).isEmpty();
    }

    /** Port 9 of this machine is nobody's. */
    @Test
    void withoutAnInstanceTheExitCodeIsThreeAndTheRemedyIsUp(@TempDir Path home) {
        Map<String, String> nobodyThere = Map.ofEntries(
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9"),
                Map.entry("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
                Map.entry("AWS_ACCESS_KEY_ID", "key"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "secret"),
                Map.entry("TIDEMARK_LAKE", "s3://tidemark/lake"),
                Map.entry("CLICKHOUSE_URL", "http://127.0.0.1:9"),
                Map.entry("CLICKHOUSE_USER", "tidemark"),
                Map.entry("TIDEMARK_API_URL", "http://127.0.0.1:9"),
                Map.entry("TIDEMARK_STREAMING_URL", "http://127.0.0.1:9"),
                Map.entry("TIDEMARK_HOME", home.toString()));

        assertThat(run(nobodyThere, "ingest", "--json")).isEqualTo(3);
        assertThat(text(progress)).contains("./tidemark up --feed none");
        assertThat(text(answer)).isEmpty();
    }

    private int run(Map<String, String> environment, String... arguments) {
        return Benchmarks.run(arguments, environment, stream(answer), stream(progress));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
