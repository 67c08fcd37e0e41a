package io.tidemark.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void threeOlderLogsAreKept() throws IOException {
        LogFile log = new LogFile(folder.resolve("logs/kafka.log"));
        for (int run = 1; run <= 6; run++) {
            log.rotate();
            Files.writeString(log.path(), "run " + run);
        }
        assertThat(log.tail(1)).containsExactly("run 6");
        assertThat(Files.readString(folder.resolve("logs/kafka.log.1"))).isEqualTo("run 5");
        assertThat(Files.readString(folder.resolve("logs/kafka.log.3"))).isEqualTo("run 3");
        assertThat(folder.resolve("logs/kafka.log.4")).doesNotExist();
    }

    @Test
    void tailIsTheLastLinesAlsoOfALongLog() throws IOException {
        LogFile log = new LogFile(folder.resolve("kafka.log"));
        Files.writeString(
                log.path(),
                IntStream.rangeClosed(1, 50_000)
                        .mapToObj(line -> "line " + line)
                        .collect(Collectors.joining("\n")));
        assertThat(log.tail(2)).containsExactly("line 49999", "line 50000");
    }

    @Test
    void missingLogHasNoLines() {
        assertThat(new LogFile(folder.resolve("none.log")).tail(5)).isEmpty();
    }

    @Test
    void longLogOfARunningProcessIsCut() throws IOException {
        LogFile log = new LogFile(folder.resolve("kafka.log"));
        Files.write(log.path(), new byte[(int) LogFile.MAXIMUM_BYTES + 1]);
        log.truncateWhenLong();
        assertThat(log.path()).isEmptyFile();
        assertThat(folder.resolve("kafka.log.1")).hasSize(LogFile.MAXIMUM_BYTES + 1);
    }
}
