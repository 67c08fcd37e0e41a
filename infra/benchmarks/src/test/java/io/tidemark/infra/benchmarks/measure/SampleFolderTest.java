package io.tidemark.infra.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFolderTest {
    @Test
    void runHasAFolderOfItsOwnWithItsTimeInUtc(@TempDir Path home) throws Exception {
        SampleFolder folder = SampleFolder.create(home, "query", Instant.parse("2026-03-01T09:08:07Z"));
        try (SampleFolder.Csv csv = folder.csv("calls", "call", "problem")) {
            csv.row(1, "");
            csv.row(2, "no answer, twice\nand more");
        }

        assertThat(folder.path()).isEqualTo(home.resolve("bench/query-20260301T090807"));
        assertThat(Files.readAllLines(folder.path().resolve("calls.csv")))
                .containsExactly("call,problem", "1,", "2,no answer  twice and more");
    }
}
