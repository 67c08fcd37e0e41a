package io.tidemark.feed.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.feed.publish.FeedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdEpochsTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void runsThatStartInTheSameSecondHaveDifferentEpochs() {
        assertThat(at(START).next()).isLessThan(at(START).next());
    }

    @Test
    void epochRisesAlsoWhenTheClockWentBack() {
        int first = at(START).next();
        assertThat(at(START.minusSeconds(86_400)).next()).isEqualTo(first + 1);
    }

    @Test
    void epochIsTheTimeWhenTheStateFolderIsNew() {
        assertThat(at(Instant.parse("2020-01-01T00:01:00Z")).next()).isEqualTo(60);
    }

    @Test
    void damagedStateIsNamedWithItsRemedy() throws IOException {
        Files.writeString(folder.resolve("id-epoch"), "nonsense");
        assertThatThrownBy(() -> at(START).next())
                .isInstanceOf(FeedException.class)
                .hasMessageContaining("id-epoch")
                .hasMessageContaining("delete the file");
    }

    private IdEpochs at(Instant instant) {
        return new IdEpochs(folder, Clock.fixed(instant, ZoneOffset.UTC));
    }
}
