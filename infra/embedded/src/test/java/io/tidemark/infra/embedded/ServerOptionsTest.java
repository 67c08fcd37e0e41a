package io.tidemark.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {
    private static final Path FOLDER = Path.of("/tmp/any");
    private static final ClickHousePasswords PASSWORDS =
            new ClickHousePasswords("first-secret", "second-secret", "third-secret");

    @Test
    void badValuesAreNamed() {
        assertThatThrownBy(() -> KafkaOptions.of(FOLDER, 0, 9093)).hasMessage("kafka port must be in 1..65535, was 0");
        assertThatThrownBy(() -> KafkaOptions.of(FOLDER, 9092, 9092))
                .hasMessageContaining("must differ, were both 9092");
        assertThatThrownBy(() -> KafkaOptions.of(FOLDER, 9092, 9093).withRetention(Duration.ofHours(-1)))
                .hasMessage("kafka retention must be positive, was PT-1H");
        assertThatThrownBy(() -> KafkaOptions.of(FOLDER, 9092, 9093).withHeapMegabytes(64))
                .hasMessage("kafka heap must be >= 128 MB, was 64");
        assertThatThrownBy(() -> S3Options.of(FOLDER, 9000, "me", "long-enough"))
                .hasMessageContaining("was 'me'");
        assertThatThrownBy(() -> ClickHouseOptions.of(FOLDER, 8123, 9000, PASSWORDS)
                        .withAnalystViews(List.of("trades; GRANT ALL")))
                .hasMessage("analyst view must be a plain name, was 'trades; GRANT ALL'");
        assertThatThrownBy(() ->
                        ClickHouseOptions.of(FOLDER, 8123, 9000, PASSWORDS).withServerMemoryBytes(1_000))
                .hasMessageContaining("was 1000");
    }

    @Test
    void aShortSecretIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> S3Options.of(FOLDER, 9000, "user", "s3cr3t"))
                .hasMessageContaining("had 6")
                .message()
                .doesNotContain("s3cr3t");
        assertThatThrownBy(() -> new ClickHousePasswords("tiny", "second-secret", "third-secret"))
                .hasMessageContaining("had 4");
    }

    @Test
    void secretsAreInNoText() {
        S3Options s3 = S3Options.of(FOLDER, 9000, "user", "first-secret").withBinary(Path.of("/bin/minio"));

        assertThat(s3.toString()).doesNotContain("first-secret");
        assertThat(EmbeddedS3.command(s3).toString()).doesNotContain("first-secret");
        assertThat(ClickHouseOptions.of(FOLDER, 8123, 9000, PASSWORDS).toString())
                .doesNotContain("secret");
    }
}
