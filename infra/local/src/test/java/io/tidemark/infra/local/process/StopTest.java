package io.tidemark.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopTest {
    @Test
    void processThatObeysIsStoppedGracefully() throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start();
        assertThat(Stop.gracefully(stat(process), Duration.ofSeconds(10))).isEqualTo(Stop.Outcome.GRACEFUL);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void processThatIgnoresTheRequestIsKilled() throws Exception {
        Process process =
                new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done").start();
        process.inputReader().readLine(); // the trap is set
        assertThat(Stop.gracefully(stat(process), Duration.ofMillis(300))).isEqualTo(Stop.Outcome.KILLED);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anotherProcessOfTheSamePidIsLeftAlone() throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start();
        try {
            ProcessStat other = new ProcessStat(process.pid(), stat(process).startTicks() - 1, "gone");
            assertThat(Stop.gracefully(other, Duration.ofSeconds(1))).isEqualTo(Stop.Outcome.WAS_GONE);
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessStat stat(Process process) {
        return ProcessStat.of(process.pid()).orElseThrow();
    }
}
