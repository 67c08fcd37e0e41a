package io.tidemark.infra.local.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, true, false, ''",
        "Linux, amd64, false, true, ''",
        "Linux, aarch64, false, true, ''",
        "Linux, aarch64, false, false, Run ClickHouse and MinIO of your own and name them by clickhouse.url",
        "Linux, amd64, false, false, this is Linux on amd64 without glibc",
        "Mac OS X, aarch64, false, true, 'run ClickHouse, MinIO and Kafka of your own'",
        "Windows 11, amd64, false, false, this is Windows 11 on amd64",
    })
    void elsewhereThanOnLinuxWithGlibcAMessageSaysWhatToRun(
            String system, String architecture, boolean glibc, boolean ownClickHouse, String message) {
        String problem =
                Platform.problem(system, architecture, glibc, ownClickHouse).orElse("");
        assertThat(problem).contains(message);
        assertThat(problem.isEmpty()).isEqualTo(message.isEmpty());
    }
}
