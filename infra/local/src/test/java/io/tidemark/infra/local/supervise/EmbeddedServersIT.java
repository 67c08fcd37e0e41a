package io.tidemark.infra.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.infra.embedded.Ports;
import io.tidemark.infra.local.config.Credentials;
import io.tidemark.infra.local.config.Environments;
import io.tidemark.infra.local.config.Home;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.Role;
import io.tidemark.infra.local.process.PidFile;
import io.tidemark.infra.local.project.Project;
import io.tidemark.settings.ClickHouseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three embedded servers as {@code up} starts them, on ports of their own. */
class EmbeddedServersIT {
    private static final List<String> SERVERS = List.of("kafka", "s3", "clickhouse");
    private static final Duration PATIENCE = Duration.ofMinutes(5); // the first start may fetch ClickHouse

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();
    private Home home;
    private LocalConfig config;

    @BeforeEach
    void choosePorts() {
        home = new Home(folder);
        Credentials.ensure(home);
        Map<String, String> ports = new HashMap<>();
        for (String key :
                List.of("kafka.port", "kafka.controllerPort", "s3.port", "clickhouse.port", "clickhouse.tcpPort")) {
            ports.put(key, Integer.toString(Ports.free()));
        }
        config = LocalConfig.load(home, Map.of(), ports);
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        Supervisor.down(home, SERVERS, Duration.ofSeconds(20), line -> {});
    }

    @Test
    void serversComeUpAnswerSurviveACrashAndStopInOrder() throws Exception {
        supervisor().up(PATIENCE);
        assertThat(supervisor().status())
                .allMatch(ComponentStatus::isUp)
                .allMatch(status -> status.memory().orElseThrow().pssBytes() > 10_000_000);
        assertThat(ask("SELECT currentUser()", Role.OWNER)).isEqualTo("tidemark");
        assertThat(ask("SELECT currentUser()", Role.ANALYST)).isEqualTo("analyst");

        long kafka = pid("kafka");
        ProcessHandle.of(kafka).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> new PidFile(home.pidFile("kafka")).running().isEmpty());
        long clickHouse = pid("clickhouse");
        supervisor().up(PATIENCE);
        assertThat(pid("kafka")).isNotEqualTo(kafka);
        assertThat(pid("clickhouse")).isEqualTo(clickHouse);

        progress.clear();
        Supervisor.down(home, SERVERS, Duration.ofSeconds(20), progress::add);
        assertThat(progress).hasSize(3).allMatch(line -> line.contains("stopped"));
        assertThat(supervisor().status()).noneMatch(ComponentStatus::isUp);
    }

    private Supervisor supervisor() {
        List<Component> servers = new Components(config, new Project(Path.of(System.getProperty("tidemark.root"))))
                .all().stream()
                        .filter(component -> SERVERS.contains(component.name()))
                        .toList();
        return new Supervisor(home, servers, progress::add);
    }

    private String ask(String query, Role role) throws IOException {
        ClickHouseSettings settings = new Environments(config).clickHouse(role);
        Map<String, String> login =
                Map.of("X-ClickHouse-User", settings.user(), "X-ClickHouse-Key", settings.password());
        return Http.post(settings.url().resolve("/"), login, query, Duration.ofSeconds(10))
                .body()
                .strip();
    }

    private long pid(String name) {
        return new PidFile(home.pidFile(name)).running().orElseThrow().pid();
    }
}
