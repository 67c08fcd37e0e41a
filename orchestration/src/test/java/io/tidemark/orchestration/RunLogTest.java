package io.tidemark.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.000001Z");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() {
        file = folder.resolve("jobs/runs.jsonl");
        try (RunLog log = RunLog.open(file, event -> {})) {
            log.append(RunBook.known("audit", NOON));
            log.append(RunBook.known("batch", NOON));
        }
    }

    @Test
    void aLineThatWasCutIsTakenAwayAndTheNextOneIsWhole() throws IOException {
        Files.writeString(file, "{\"event\":\"known\",\"jo", StandardOpenOption.APPEND);
        try (RunLog log = RunLog.open(file, event -> {})) {
            log.append(RunBook.known("maintain", NOON));
        }
        List<String> jobs = new ArrayList<>();
        RunLog.open(file, event -> jobs.add(event.path("job").asText())).close();
        assertThat(jobs).containsExactly("audit", "batch", "maintain");
    }

    @Test
    void aStrangersLineIsNamedWithItsFile() throws IOException {
        Files.writeString(file, "hello\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> RunLog.open(file, event -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("runs.jsonl has a line that the scheduler did not write");
    }

    @Test
    void aRunReadsBackAsItWasWritten() {
        JobRun queued = JobRun.queued(7, "audit", RunTrigger.CATCH_UP, NOON);
        JobRun over = queued.started(NOON.plusSeconds(1))
                .ended(
                        new RunEnd(
                                RunState.TIMED_OUT,
                                Optional.of(143),
                                Optional.of("{\"ok\":false}"),
                                Optional.of("a\nb")),
                        NOON.plusSeconds(9));
        for (JobRun run : List.of(queued, queued.started(NOON), over)) {
            assertThat(JobRun.fromJson(Json.parse(run.toJson().toString()))).isEqualTo(run);
        }
        JobStatus status = new JobStatus(
                "audit", "counts", Schedule.parse("04:30"), Optional.empty(), Optional.of(over), Optional.of(NOON));
        assertThat(JobStatus.fromJson(Json.parse(status.toJson().toString()))).isEqualTo(status);
    }
}
