package io.tidemark.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    private final long ownPid = ProcessHandle.current().pid();

    @TempDir
    Path folder;

    @Test
    void runningProcessIsFoundAgain() {
        PidFile file = new PidFile(folder.resolve("run/kafka.pid"));
        file.write(ownPid);
        assertThat(file.running())
                .hasValueSatisfying(stat -> assertThat(stat.pid()).isEqualTo(ownPid));
    }

    @Test
    void pidThatWasGivenToAnotherProcessIsNotOurs() throws IOException {
        PidFile file = new PidFile(folder.resolve("kafka.pid"));
        file.write(ownPid);
        String[] words = Files.readString(file.path()).trim().split(" ");
        Files.writeString(file.path(), words[0] + " " + (Long.parseLong(words[1]) - 1) + " " + words[2]);
        assertThat(file.running()).isEmpty();
    }

    @Test
    void pidOfAnEarlierBootIsNotOurs() throws IOException {
        PidFile file = new PidFile(folder.resolve("kafka.pid"));
        file.write(ownPid);
        String[] words = Files.readString(file.path()).trim().split(" ");
        Files.writeString(file.path(), words[0] + " " + words[1] + " another-boot");
        assertThat(file.running()).isEmpty();
    }

    @Test
    void unreadableFileNamesNoProcess() throws IOException {
        Path path = Files.writeString(folder.resolve("kafka.pid"), "not a pid file");
        assertThat(new PidFile(path).running()).isEmpty();
        assertThat(new PidFile(folder.resolve("none.pid")).running()).isEmpty();
    }

    @Test
    void processThatHasEndedAlreadyIsKnownToHaveBeenStarted() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        PidFile file = new PidFile(folder.resolve("x.pid"));
        file.write(process.pid());
        assertThat(file.exists()).isTrue();
        assertThat(file.running()).isEmpty();
    }
}
