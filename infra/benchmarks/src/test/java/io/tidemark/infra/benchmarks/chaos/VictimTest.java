package io.tidemark.infra.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.infra.benchmarks.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VictimTest {
    @TempDir
    private Path home;

    private Victim victim(long pid, String startTime) throws IOException {
        Victim victim = Victim.of(home, "kafka");
        Files.createDirectories(victim.pidFile().getParent());
        String boot =
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
        Files.writeString(victim.pidFile(), pid + " " + startTime + " " + boot + "\n");
        return victim;
    }

    private static String startTime(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
    }

    @Test
    void processOfThePidFileIsKilled() throws Exception {
        Process process = new ProcessBuilder("cat").start();
        Victim victim = victim(process.pid(), startTime(process.pid()));

        assertThat(victim.pid()).contains(process.pid());
        victim.kill();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(137);
    }

    @Test
    void processThatWasGivenThePidSinceIsLeftAlone() throws Exception {
        Process process = new ProcessBuilder("cat").start();
        try {
            Victim victim = victim(process.pid(), "1");

            assertThat(victim.pid()).isEmpty();
            assertThatThrownBy(victim::kill)
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("./tidemark status");
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroy();
        }
    }

    @Test
    void schedulerIsAmongThoseThatAreKilledWhenItRuns() throws IOException {
        assertThat(ChaosBench.victims(home)).containsExactly(ChaosBench.BATCH_JOB);

        long pid = ProcessHandle.current().pid();
        victim(pid, startTime(pid));
        Files.copy(home.resolve("run/kafka.pid"), home.resolve("run/scheduler.pid"));

        assertThat(ChaosBench.victims(home)).containsExactly(ChaosBench.BATCH_JOB, "kafka", "scheduler");
    }

    @Test
    void withoutAPidFileThereIsNobody() {
        assertThat(Victim.of(home, "api").pid()).isEmpty();
    }
}
