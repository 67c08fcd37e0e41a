package io.tidemark.infra.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.infra.local.config.Home;
import io.tidemark.infra.local.config.LocalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskBudgetTest {
    @TempDir
    Path folder;

    @Test
    void itWarnsBeforeTheBudgetIsReached() {
        assertThat(DiskBudget.finding(79, 100).verdict()).isEqualTo(Finding.Verdict.GOOD);
        assertThat(DiskBudget.finding(80, 100).verdict()).isEqualTo(Finding.Verdict.DOUBTFUL);
        assertThat(DiskBudget.finding(100, 100).verdict()).isEqualTo(Finding.Verdict.BAD);
    }

    @Test
    void withoutABudgetNothingIsSaid() throws IOException {
        Files.createDirectories(folder.resolve("s3/lake"));
        Files.write(folder.resolve("s3/lake/file"), new byte[900]);

        assertThat(DiskBudget.warning(config(Map.of()))).isEmpty();
        assertThat(DiskBudget.warning(config(Map.of("TIDEMARK_HOME_DISK_BUDGET", "10k"))))
                .isEmpty();
        assertThat(DiskBudget.warning(config(Map.of("TIDEMARK_HOME_DISK_BUDGET", "1k"))))
                .hasValueSatisfying(text -> assertThat(text).contains("home.diskBudget", "lake.retention"));
    }

    private LocalConfig config(Map<String, String> environment) {
        return LocalConfig.load(new Home(folder), environment, Map.of());
    }
}
