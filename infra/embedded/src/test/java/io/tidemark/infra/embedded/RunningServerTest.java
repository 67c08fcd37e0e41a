package io.tidemark.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServerTest {
    @TempDir
    private Path folder;

    @Test
    void aServerThatEndsAtOnceShowsTheEndOfItsLog() {
        assertThatThrownBy(() -> RunningServer.start(shell("echo port 9092 is taken; exit 7", marker())))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("demo ended with exit code 7")
                .hasMessageContaining("port 9092 is taken");
    }

    @Test
    void aServerThatIsNotReadyInTimeIsEndedAndShowsItsLog() {
        assertThatThrownBy(() -> RunningServer.start(
                        shell("echo still loading; exec sleep 600", marker()), Duration.ofMillis(300)))
                .hasMessageContaining("demo was not ready")
                .hasMessageContaining("marker file")
                .hasMessageContaining("still loading");
    }

    @Test
    void aProgramThatIsMissingIsNamed() {
        ServerCommand command = new ServerCommand(
                "demo", List.of("/no/such/program"), Map.of(), folder, marker(), folder.resolve("demo.log"));

        assertThatThrownBy(() -> RunningServer.start(command)).hasMessageContaining("/no/such/program");
    }

    @Test
    void aKilledServerStartsAgainAndItsLogGoesOn() {
        RunningServer server = RunningServer.start(shell("echo started; touch marker; exec sleep 600", marker()));
        long first = server.pid();

        server.kill();
        assertThat(server.isAlive()).isFalse();
        server.restart();

        assertThat(server.isAlive()).isTrue();
        assertThat(server.pid()).isNotEqualTo(first);
        await().untilAsserted(() ->
                assertThat(server.log().lines().filter("started"::equals)).hasSize(2));
        server.close();
        assertThat(server.isAlive()).isFalse();
    }

    private ServerCommand shell(String script, ReadinessCheck readiness) {
        return new ServerCommand(
                "demo", List.of("/bin/sh", "-c", script), Map.of(), folder, readiness, folder.resolve("demo.log"));
    }

    private ReadinessCheck marker() {
        Path marker = folder.resolve("marker");
        return new ReadinessCheck() {
            @Override
            public boolean isReady() {
                return Files.exists(marker);
            }

            @Override
            public String description() {
                return "marker file";
            }
        };
    }
}
