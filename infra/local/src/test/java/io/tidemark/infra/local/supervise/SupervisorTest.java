package io.tidemark.infra.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.infra.local.config.Home;
import io.tidemark.infra.local.process.Launch;
import io.tidemark.infra.local.process.PidFile;
import io.tidemark.infra.local.supervise.Component.Port;
import io.tidemark.infra.local.supervise.ComponentStatus.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes: small shell scripts that are ready when they have made a file. */
class SupervisorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SERVES = "echo serving; touch ready-$NAME; exec sleep 600";

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    @AfterEach
    void stopAll() throws InterruptedException {
        Supervisor.down(home(), List.of("first", "second", "third"), Duration.ofSeconds(1), line -> {});
    }

    @Test
    void componentsStartInTheirOrder_eachWithALineOfProgress() throws Exception {
        supervisor(script("first", 0, SERVES), script("second", 1, "test -e ready-first && " + SERVES))
                .up(PATIENCE);
        assertThat(progress).hasSize(2);
        assertThat(progress.get(0)).matches("  first +up +\\d+\\.\\d s  http://first");
        assertThat(progress.get(1)).matches("  second +up +\\d+\\.\\d s  http://second");
    }

    @Test
    void secondUpChangesNothing() throws Exception {
        Component[] components = {script("first", 0, SERVES), script("second", 1, SERVES)};
        supervisor(components).up(PATIENCE);
        List<Long> pids = List.of(pid("first"), pid("second"));
        supervisor(components).up(PATIENCE);
        assertThat(List.of(pid("first"), pid("second"))).isEqualTo(pids);
        assertThat(progress.get(2)).contains("was up");
    }

    @Test
    void upAfterACrashStartsOnlyWhatIsMissing() throws Exception {
        Component[] components = {script("first", 0, SERVES), script("second", 1, SERVES)};
        supervisor(components).up(PATIENCE);
        long first = pid("first");
        long second = pid("second");
        ProcessHandle.of(second).orElseThrow().destroyForcibly();
        await().until(() -> new PidFile(home().pidFile("second")).running().isEmpty());
        assertThat(supervisor(components).status())
                .extracting(ComponentStatus::state)
                .containsExactly(State.UP, State.DIED);

        supervisor(components).up(PATIENCE);
        assertThat(pid("first")).isEqualTo(first);
        assertThat(pid("second")).isNotEqualTo(second);
    }

    @Test
    void failureShowsTheEndOfTheLog_andLeavesTheRestRunning() throws Exception {
        Component broken = script("second", 0, "echo 'no space left on device'; exit 7");
        assertThatThrownBy(() -> supervisor(script("first", 0, SERVES), broken, script("third", 1, SERVES))
                        .up(PATIENCE))
                .isInstanceOf(ComponentDown.class)
                .hasMessageContaining("second ended after")
                .hasMessageContaining("  | no space left on device")
                .hasMessageContaining("Still running: first.")
                .hasMessageContaining("run ./tidemark up again");
        assertThat(new PidFile(home().pidFile("third")).exists()).isFalse();
    }

    @Test
    void timeOutNamesTheComponentAndWhatIsWrongWithIt() {
        Component silent = script("first", 0, "echo still thinking; exec sleep 600");
        assertThatThrownBy(() -> supervisor(silent).up(Duration.ofMillis(300)))
                .hasMessageContaining("first was not ready within 0.3 s (up.timeout): ready-first is missing")
                .hasMessageContaining("  | still thinking");
        assertThat(supervisor(silent).status()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(State.UNRESPONSIVE);
            assertThat(status.memory())
                    .hasValueSatisfying(memory -> assertThat(memory.pssBytes()).isPositive());
        });
    }

    @Test
    void refusalEndsTheWaitAtOnceWithItsReason_andTheNextUpStartsAnew() throws Exception {
        Path repaired = folder.resolve("repaired");
        Component plain = script("first", 0, "test -e repaired && " + SERVES + "; exec sleep 600");
        Readiness refuses = () -> Files.exists(repaired)
                ? plain.readiness().problem()
                : Optional.of(Problem.lasting("the database is of another build"));
        Component refusing = new Component(
                plain.name(), plain.endpoint(), plain.launch(), Map.of(), refuses, List.of(), plain.wave());
        long begun = System.nanoTime();
        assertThatThrownBy(() -> supervisor(refusing).up(Duration.ofMinutes(5)))
                .isInstanceOf(ComponentDown.class)
                .hasMessageStartingWith("first does not go on by itself: the database is of another build")
                .hasMessageContaining("run ./tidemark up again");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
        long refused = pid("first");

        assertThatThrownBy(() -> supervisor(refusing).up(PATIENCE)).isInstanceOf(ComponentDown.class);
        assertThat(pid("first")).isNotEqualTo(refused);
        assertThat(progress).singleElement().asString().contains("stopped, as it had refused");
    }

    @Test
    void portInUseNamesPortHolderAndSetting() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Component component = new Component(
                    "first",
                    "http://first",
                    Optional.of(() -> launch("first", SERVES)),
                    Map.of(),
                    Readiness.ofProcess(),
                    List.of(new Port(holder.getLocalPort(), "api.port", "TIDEMARK_API_PORT")),
                    0);
            assertThatThrownBy(() -> supervisor(component).up(PATIENCE))
                    .isInstanceOf(ComponentDown.class)
                    .hasMessageStartingWith("Port " + holder.getLocalPort() + ", which first needs, is held by pid "
                            + ProcessHandle.current().pid() + " (")
                    .hasMessageEndingWith("api.port in " + home().configFile() + " or TIDEMARK_API_PORT.");
        }
    }

    @Test
    void preparationRunsToItsEndBeforeTheStart() throws Exception {
        prepared("touch prepared", "test -e prepared && " + SERVES).up(PATIENCE);
        assertThat(progress).singleElement().asString().contains("first", "up");
    }

    @Test
    void failedPreparationIsShownAndNothingIsStarted() {
        assertThatThrownBy(() -> prepared("echo 'two partitions, four configured' >&2; exit 1", SERVES)
                        .up(PATIENCE))
                .isInstanceOf(ComponentDown.class)
                .hasMessageContaining("first was not started, as its preparation topics failed")
                .hasMessageContaining("  | two partitions, four configured");
        assertThat(home().pidFile("first")).doesNotExist();
    }

    @Test
    void ownEndpointIsNotStartedButMustAnswer() {
        Component own = new Component(
                "kafka",
                "kafka:9092",
                Optional.empty(),
                Map.of(),
                () -> Optional.of(Problem.passing("connection refused")),
                List.of(),
                0);
        assertThatThrownBy(() -> supervisor(own).up(Duration.ofMillis(200)))
                .hasMessageContaining(
                        "kafka was not ready within 0.2 s (up.timeout): connection refused. It is your own");
        assertThat(supervisor(own).status().get(0).state()).isEqualTo(State.DOWN);
    }

    @Test
    void downStopsInTheGivenOrder_andTwiceIsHarmless() throws Exception {
        supervisor(script("first", 0, SERVES), script("second", 1, SERVES)).up(PATIENCE);
        progress.clear();
        Supervisor.down(home(), List.of("second", "first"), PATIENCE, progress::add);
        Supervisor.down(home(), List.of("second", "first"), PATIENCE, progress::add);
        assertThat(progress).hasSize(2);
        assertThat(progress.get(0)).contains("second", "stopped");
        assertThat(progress.get(1)).contains("first", "stopped");
        assertThat(home().pidFile("first")).doesNotExist();
    }

    @Test
    void twoCommandsCannotWorkOnOneHomeAtOnce() {
        try (HomeLock held = HomeLock.take(home())) {
            assertThatThrownBy(() -> HomeLock.take(home()))
                    .hasMessageStartingWith("Another ./tidemark up or down works on " + folder);
            assertThat(held).isNotNull();
        }
        HomeLock.take(home()).close();
    }

    private Supervisor prepared(String preparation, String script) {
        Component plain = script("first", 0, script);
        return supervisor(new Component(
                plain.name(),
                plain.endpoint(),
                plain.launch(),
                Map.of("topics", () -> launch("topics", preparation)),
                plain.readiness(),
                List.of(),
                0));
    }

    private Supervisor supervisor(Component... components) {
        return new Supervisor(home(), List.of(components), progress::add);
    }

    private Component script(String name, int wave, String script) {
        Path ready = folder.resolve("ready-" + name);
        Readiness readiness = () -> Files.exists(ready)
                ? Optional.empty()
                : Optional.of(Problem.passing(ready.getFileName() + " is missing"));
        return new Component(
                name, "http://" + name, Optional.of(() -> launch(name, script)), Map.of(), readiness, List.of(), wave);
    }

    private Launch launch(String name, String script) {
        return new Launch(List.of("sh", "-c", script), Map.of("NAME", name), folder);
    }

    private long pid(String name) {
        return new PidFile(home().pidFile(name)).running().orElseThrow().pid();
    }

    private Home home() {
        return new Home(folder);
    }
}
