package io.tidemark.infra.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.embedded.ClickHouseServer;
import io.tidemark.infra.embedded.KafkaServer;
import io.tidemark.infra.embedded.S3Server;
import io.tidemark.infra.embedded.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance on a Kafka, an S3 endpoint and a ClickHouse that somebody else runs. */
class OwnEndpointsIT {
    @TempDir
    Path folder;

    @Test
    void userOwnedServersAreUsedNamedWhenDownAndLeftRunning() throws IOException {
        Path home = folder.resolve("home");
        Cli cli = new Cli(home);
        List<Path> missing = cli.notBuilt();
        if (!missing.isEmpty()) {
            System.err.println(
                    "OwnEndpointsIT is skipped: " + missing.get(0) + " is not built; ./mvnw verify in the root does");
        }
        assumeTrue(missing.isEmpty(), () -> missing + " are not built");
        try (KafkaServer kafka = TestServers.startKafka(folder.resolve("kafka"));
                S3Server s3 = TestServers.startS3(folder.resolve("s3"));
                ClickHouseServer clickHouse = TestServers.startClickHouse(folder.resolve("clickhouse"))) {
            pointAt(cli, kafka, s3, clickHouse);
            try {
                everythingLandsInThem(cli);
                clickHouse.process().kill();
                assertThat(cli.run("status", "--json").exitCode()).isEqualTo(3);
                Cli.Result up = cli.with("TIDEMARK_UP_TIMEOUT", "10s").run("up", "--feed", "none");
                assertThat(up.exitCode()).isEqualTo(3);
                assertThat(up.err()).contains("clickhouse", clickHouse.url().toString());
            } finally {
                if (Files.exists(home)) {
                    cli.run("down", "--wipe", "--yes");
                }
            }
            assertThat(Stream.of(kafka.process(), s3.process()))
                    .as("down ends what up started, and nothing else")
                    .allMatch(server -> server.isAlive());
        }
    }

    private static void pointAt(Cli cli, KafkaServer kafka, S3Server s3, ClickHouseServer clickHouse) {
        cli.with("TIDEMARK_KAFKA_BOOTSTRAP", kafka.bootstrapServers())
                .with("TIDEMARK_S3_ENDPOINT", s3.endpoint().toString())
                .with("TIDEMARK_S3_ACCESS_KEY", s3.accessKey())
                .with("TIDEMARK_S3_SECRET_KEY", s3.secretKey())
                .with("TIDEMARK_CLICKHOUSE_URL", clickHouse.url().toString())
                .with("TIDEMARK_CLICKHOUSE_PASSWORD", clickHouse.passwordOf("tidemark"))
                .with("TIDEMARK_CLICKHOUSE_API_PASSWORD", clickHouse.passwordOf("api"))
                .with("TIDEMARK_CLICKHOUSE_ANALYST_PASSWORD", clickHouse.passwordOf("analyst"));
    }

    private void everythingLandsInThem(Cli cli) throws IOException {
        Cli.Result up = cli.run("up", "--feed", "none");
        assertThat(up.exitCode()).as(up.err()).isZero();
        String file = LeanDay.write(folder).toString();
        Cli.Result load = cli.run("load", file, "--format", "lean-trade", "--instrument", "us:DEMO", "--json");
        assertThat(load.exitCode()).as(load.err()).isZero();
        JsonNode landed = Cli.json(load).path("landed");
        assertThat(landed.path("lake").asInt()).isEqualTo(LeanDay.LINES);
        assertThat(landed.path("clickhouse").asInt()).isEqualTo(LeanDay.LINES);
        JsonNode status = Cli.json(cli.run("status", "--json"));
        assertThat(StreamSupport.stream(status.path("components").spliterator(), false)
                        .filter(component -> component.hasNonNull("pid"))
                        .map(component -> component.path("name").asText()))
                .as("what runs elsewhere is not started here")
                .contains("streaming", "api")
                .doesNotContain("kafka", "s3", "clickhouse");
    }
}
