package io.tidemark.infra.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.infra.local.config.Credentials;
import io.tidemark.infra.local.config.Home;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.process.Launch;
import io.tidemark.infra.local.project.Project;
import io.tidemark.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnBinaryTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void makeCredentials() {
        home = new Home(folder.resolve("home"));
        Credentials.ensure(home);
    }

    @Test
    void aMinioIsStartedOnItsOwnFolderAndLoopback() throws IOException {
        Path minio = script(
                "minio-v0.2026",
                "[ \"$*\" = --version ] && echo 'minio-v0.2026 version DEVELOPMENT' && echo 'Copyright: 2015 MinIO, Inc.'");

        Launch launch = launch("s3", Map.of("TIDEMARK_S3_BINARY", minio.toString()));

        assertThat(launch.command())
                .containsExactly(
                        minio.toString(),
                        "server",
                        home.data("s3").resolve("minio").toString(),
                        "--address",
                        "127.0.0.1:19100");
        assertThat(launch.environment()).containsKeys("MINIO_ROOT_USER", "MINIO_ROOT_PASSWORD");
    }

    @Test
    void aClickHouseIsStartedOnTheGeneratedConfiguration() throws IOException {
        Path clickHouse =
                script("clickhouse", "[ \"$*\" = 'server --version' ] && echo ClickHouse server version 26.7.3.1.");

        Launch launch = launch("clickhouse", Map.of("TIDEMARK_CLICKHOUSE_BINARY", clickHouse.toString()));

        Path configuration = home.data("clickhouse").resolve("server.xml");
        assertThat(launch.command()).containsExactly(clickHouse.toString(), "server", "--config-file=" + configuration);
        assertThat(configuration).content().contains("<http_port>18123</http_port>", "<tcp_port>18124</tcp_port>");
        assertThat(launch.environment()).containsEntry("CLICKHOUSE_WATCHDOG_ENABLE", "0");
    }

    @Test
    void whatIsNoSuchBinaryIsNamedWithItsSettingBeforeAnythingStarts() throws IOException {
        Path other = script("ls", "echo 'ls (GNU coreutils) 9.1'");
        Path broken = Files.writeString(script("broken", ""), "\u007fELF of another machine");

        assertProblem(folder.resolve("absent"), "s3.binary: there is no file " + folder.resolve("absent"));
        assertProblem(folder, "s3.binary: " + folder + " is not an executable file");
        assertProblem(Files.createFile(folder.resolve("plain")), "is not an executable file");
        assertProblem(other, "does not name 'MinIO, Inc.' but says 'ls (GNU coreutils) 9.1'");
        assertProblem(broken, "is another program or one for another machine");
    }

    private void assertProblem(Path binary, String problem) {
        assertThatThrownBy(() -> launch("s3", Map.of("TIDEMARK_S3_BINARY", binary.toString())))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("TIDEMARK_S3_BINARY");
    }

    private Launch launch(String name, Map<String, String> environment) {
        LocalConfig config = LocalConfig.load(home, environment, Map.of());
        return new Components(config, new Project(folder))
                .all().stream()
                        .filter(component -> component.name().equals(name))
                        .findFirst()
                        .flatMap(Component::launch)
                        .orElseThrow()
                        .get();
    }

    private Path script(String name, String body) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
