package io.tidemark.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A {@code clickhouse} binary, played by a script that notes how it was called and becomes the embedded engine on the very
 * configuration that it was given.
 */
class ClickHouseBinaryIT {
    @TempDir
    private Path folder;

    private Path state;
    private ClickHouseServer server;

    @BeforeEach
    void start() {
        state = folder.resolve("state");
        server = TestServers.startClickHouse(state, options -> options.withBinary(standIn(options)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theBinaryIsAServerOnTheGeneratedConfigurationWithoutWatchdogOrSecrets() throws IOException {
        assertThat(Files.readAllLines(folder.resolve("arguments")))
                .containsExactly("server", "--config-file=" + state.resolve("server.xml"));
        assertThat(Files.readAllLines(folder.resolve("environment")))
                .contains("CLICKHOUSE_WATCHDOG_ENABLE=0")
                .noneMatch(line -> line.contains("password"));
    }

    @Test
    void itsUsersAreTheContractsAndItsStateIsInTheFolder() {
        ClickHouseSql owner = new ClickHouseSql(server, "tidemark");
        owner.run("CREATE DATABASE tidemark ENGINE = Atomic");
        owner.run("CREATE TABLE tidemark.ticks (id UInt64) ENGINE = MergeTree ORDER BY id");
        owner.run(
                "CREATE VIEW tidemark.trades DEFINER = tidemark SQL SECURITY DEFINER AS SELECT id FROM tidemark.ticks");
        owner.run("INSERT INTO tidemark.ticks SELECT number FROM numbers(1000)");

        server.process().kill();
        server.process().restart();

        assertThat(new ClickHouseSql(server, "api").run("SELECT count() FROM tidemark.ticks"))
                .isEqualTo("1000");
        assertThat(new ClickHouseSql(server, "analyst").run("SELECT count() FROM tidemark.trades"))
                .isEqualTo("1000");
        assertThat(new ClickHouseSql(server, "analyst").refusal("SELECT count() FROM tidemark.ticks"))
                .contains("ACCESS_DENIED");
        assertThat(owner.run("SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage'"))
                .isEqualTo("2000000000");
        assertThat(state.resolve("data/store")).isDirectory();
    }

    @Test
    void stoppingItEndsTheServerItself() {
        server.process().stop();

        assertThat(server.process().isAlive()).isFalse();
        assertThat(ReadinessCheck.httpOk(server.url().resolve("/ping")).isReady())
                .isFalse();
    }

    private Path standIn(ClickHouseOptions options) {
        String engine = EmbeddedClickHouse.command(options).arguments().stream()
                .map(argument -> "'" + argument + "'")
                .collect(Collectors.joining(" "));
        Path script = folder.resolve("clickhouse");
        try {
            Files.write(
                    script,
                    List.of(
                            "#!/bin/sh",
                            "printf '%s\\n' \"$@\" > " + folder.resolve("arguments"),
                            "env > " + folder.resolve("environment"),
                            "exec " + engine));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            return script;
        } catch (IOException e) {
            throw new IllegalStateException("cannot write " + script, e);
        }
    }
}
