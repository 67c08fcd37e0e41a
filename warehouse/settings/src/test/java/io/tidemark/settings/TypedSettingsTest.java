package io.tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedSettingsTest {
    private static final Map<String, String> LAKE = Map.of(
            "TIDEMARK_LAKE", "s3://tidemark/lake",
            "AWS_ENDPOINT_URL", "http://127.0.0.1:19100",
            "AWS_ACCESS_KEY_ID", "access",
            "AWS_SECRET_ACCESS_KEY", "very-secret",
            "AWS_REGION", "eu-west-1");

    @ParameterizedTest
    @CsvSource({
        "s3://tidemark/lake,        tidemark, lake,       s3a://tidemark/lake",
        "s3://tidemark/lake/,       tidemark, lake,       s3a://tidemark/lake",
        "s3a://my.bucket/a/b,       my.bucket, a/b,       s3a://my.bucket/a/b",
        "s3://tidemark,             tidemark, '',         s3a://tidemark",
    })
    void lakeUriSplitsIntoBucketAndPrefix(String uri, String bucket, String prefix, String s3a) {
        LakeSettings lake = LakeSettings.from(with(LAKE, "TIDEMARK_LAKE", uri));
        assertThat(lake.bucket()).isEqualTo(bucket);
        assertThat(lake.prefix()).isEqualTo(prefix);
        assertThat(lake.s3aUri()).isEqualTo(s3a);
        assertThat(lake.s3aUri("trade_events")).isEqualTo(s3a + "/trade_events");
    }

    @ParameterizedTest
    @CsvSource({"file:///lake", "s3://", "s3://UPPER/lake", "tidemark/lake", "s3://bucket/a b"})
    void lakeUriThatIsNoFolderOfABucketIsRefused(String uri) {
        assertThatThrownBy(() -> LakeSettings.from(with(LAKE, "TIDEMARK_LAKE", uri)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("TIDEMARK_LAKE: must be s3://bucket/folder, was '" + uri + "'");
    }

    @Test
    void secretsAreNotInAnyPrintOut() {
        LakeSettings lake = LakeSettings.from(LAKE);
        ClickHouseSettings clickhouse =
                new ClickHouseSettings(URI.create("http://127.0.0.1:1"), "tidemark", "very-secret", "tidemark");
        ApiSettings api = new ApiSettings(URI.create("http://127.0.0.1:2"), Optional.of("very-secret"));
        assertThat(lake + " " + clickhouse + " " + api).doesNotContain("very-secret");
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        assertThatThrownBy(() -> LakeSettings.from(Map.of("AWS_ENDPOINT_URL", "127.0.0.1:9000")))
                .hasMessageContaining("TIDEMARK_LAKE: is not set")
                .hasMessageContaining(
                        "AWS_ENDPOINT_URL: must be a URL such as http://127.0.0.1:8123, was '127.0.0.1:9000'")
                .hasMessageContaining("AWS_ACCESS_KEY_ID: is not set")
                .hasMessageContaining("AWS_SECRET_ACCESS_KEY: is not set");
    }

    @Test
    void kafkaHasTwoPartitionsAndAWeekWhenNothingIsSaid() {
        assertThat(KafkaSettings.from(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092")))
                .isEqualTo(new KafkaSettings("127.0.0.1:9092", 2, Duration.ofDays(7)));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "http://h:1", "'a:1,'' '"})
    void bootstrapServersWithoutHostAndPortAreRefused(String servers) {
        assertThatThrownBy(() -> KafkaSettings.from(Map.of("KAFKA_BOOTSTRAP_SERVERS", servers)))
                .hasMessageContaining("host:port");
    }

    @Test
    void clickHousePasswordMayBeEmpty() {
        ClickHouseSettings settings =
                ClickHouseSettings.from(Map.of("CLICKHOUSE_URL", "http://h:8123", "CLICKHOUSE_USER", "default"));
        assertThat(settings.password()).isEmpty();
        assertThat(settings.database()).isEqualTo("tidemark");
    }

    @Test
    void eachReadsBackWhatItWritesToAnEnvironment() {
        KafkaSettings kafka = new KafkaSettings("a:1,b:2", 8, Duration.ofHours(36), Optional.of(3L << 40));
        LakeSettings lake = LakeSettings.from(LAKE);
        ClickHouseSettings clickhouse = new ClickHouseSettings(URI.create("http://h:8123"), "u", "p w", "market");
        ApiSettings api = new ApiSettings(URI.create("http://h:8080"), Optional.of("long-token"));
        StreamingSettings streaming = new StreamingSettings(URI.create("http://h:8090"), Path.of("/tmp/home"));
        assertThat(KafkaSettings.from(kafka.toEnvironment())).isEqualTo(kafka);
        assertThat(LakeSettings.from(lake.toEnvironment())).isEqualTo(lake);
        assertThat(ClickHouseSettings.from(clickhouse.toEnvironment())).isEqualTo(clickhouse);
        assertThat(ApiSettings.from(api.toEnvironment())).isEqualTo(api);
        assertThat(StreamingSettings.from(streaming.toEnvironment())).isEqualTo(streaming);
        SchedulerSettings scheduler = new SchedulerSettings(URI.create("http://h:8091"), Path.of("/tmp/home"));
        assertThat(SchedulerSettings.from(scheduler.toEnvironment())).isEqualTo(scheduler);
    }

    @Test
    void tokenThatIsEasilyGuessedIsRefused() {
        assertThatThrownBy(() -> ApiSettings.from(
                        Map.of("TIDEMARK_API_URL", "http://127.0.0.1:1", "TIDEMARK_API_TOKEN", "short")))
                .hasMessage(
                        "TIDEMARK_API_TOKEN: must be empty, or at least 8 characters without spaces, was '********'");
    }

    private static Map<String, String> with(Map<String, String> base, String name, String value) {
        Map<String, String> changed = new HashMap<>(base);
        changed.put(name, value);
        return changed;
    }
}
