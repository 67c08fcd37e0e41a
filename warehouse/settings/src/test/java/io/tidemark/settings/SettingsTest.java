package io.tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.settings.Settings.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Setting<Duration> LATENESS =
            Setting.of("kafka.lateness", Kinds.DURATION, "2s", "how late a trade may be");
    private static final Setting<String> TOPIC = Setting.of("kafka.topic", Kinds.WORD, "trades", "the topic");
    private static final Setting<String> TOKEN =
            Setting.of("api.token", Kinds.TEXT, "", "the token").secret();
    private static final List<Setting<?>> ALL = List.of(LATENESS, TOPIC, TOKEN);

    @Test
    void overrideBeatsEnvironmentBeatsFileBeatsDefault() {
        Map<String, String> file = Map.of("kafka.topic", "file");
        Map<String, String> environment = Map.of("TIDEMARK_KAFKA_TOPIC", "environment");
        Map<String, String> override = Map.of("kafka.topic", "override");
        assertResolved(Map.of(), Map.of(), Map.of(), "trades", Source.DEFAULT);
        assertResolved(file, Map.of(), Map.of(), "file", Source.FILE);
        assertResolved(file, environment, Map.of(), "environment", Source.ENVIRONMENT);
        assertResolved(file, environment, override, "override", Source.OVERRIDE);
    }

    @Test
    void emptyEnvironmentVariableIsNotGiven() {
        assertResolved(
                Map.of("kafka.topic", "file"), Map.of("TIDEMARK_KAFKA_TOPIC", ""), Map.of(), "file", Source.FILE);
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> Settings.resolve(
                        ALL, Map.of("kafka.topik", "x"), Map.of("TIDEMARK_KAFKA_LATENESS", "-5s"), Map.of()))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        problems -> assertThat(problems.problems())
                                .containsExactly(
                                        "kafka.topik: unknown, did you mean kafka.topic?",
                                        "TIDEMARK_KAFKA_LATENESS: must be a positive duration such as 500ms, 30s, 12h or 7d,"
                                                + " was '-5s'"));
    }

    @Test
    void nothingIsSuggestedForAKeyThatIsNearNone() {
        assertThatThrownBy(() -> Settings.resolve(ALL, Map.of("completely.different", "x"), Map.of(), Map.of()))
                .hasMessage("completely.different: unknown");
    }

    @Test
    void secretIsMaskedInLinesAndInErrors() {
        Setting<String> pin = Setting.of("api.pin", Kinds.WORD, "x", "the pin").secret();
        Settings settings = Settings.resolve(ALL, Map.of("api.token", "hush"), Map.of(), Map.of());
        assertThat(settings.toString()).contains("api.token=********").doesNotContain("hush");
        assertThat(settings.get(TOKEN)).isEqualTo("hush");
        assertThatThrownBy(() -> Settings.resolve(List.of(pin), Map.of("api.pin", "hush hush"), Map.of(), Map.of()))
                .message()
                .doesNotContain("hush");
    }

    @Test
    void defaultThatItsOwnCheckRefusesCannotBeDeclared() {
        assertThatThrownBy(() -> Setting.of("kafka.port", Kinds.PORT, "0", "the port"))
                .hasMessage("must be a port, 1 to 65535");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.port, TIDEMARK_KAFKA_PORT",
        "api.corsOrigins, TIDEMARK_API_CORS_ORIGINS",
        "s3.accessKey, TIDEMARK_S3_ACCESS_KEY",
        "clickhouse.tcpPort, TIDEMARK_CLICKHOUSE_TCP_PORT",
    })
    void variableIsNamedAfterTheKey(String key, String variable) {
        assertThat(Setting.environmentName(key)).isEqualTo(variable);
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "12h, PT12H", "7d, PT168H", "PT5M, PT5M", "0s, PT0S"})
    void durationsHaveUnits(String text, Duration expected) {
        assertThat(Kinds.DURATION.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"''", "5", "five", "5y", "-1s", "-PT1S", "1.5h"})
    void badDurationsAreRefused(String text) {
        assertThatThrownBy(() -> Kinds.DURATION.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"512m, 536870912", "2g, 2147483648", "2G, 2147483648", "64k, 65536", "100, 100"})
    void sizesHaveUnits(String text, long expected) {
        assertThat(Kinds.BYTES.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"''", "0", "-1g", "1t", "lots", "999999999999g"})
    void badSizesAreRefused(String text) {
        assertThatThrownBy(() -> Kinds.BYTES.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0", "65536", "-1", "http", "''"})
    void badPortsAreRefused(String text) {
        assertThatThrownBy(() -> Kinds.PORT.parse(text)).hasMessage("must be a port, 1 to 65535");
    }

    @ParameterizedTest
    @CsvSource({"ftp://h:1", "127.0.0.1:8123", "http://", "h", "'http://a b'"})
    void badUrlsAreRefused(String text) {
        assertThatThrownBy(() -> Kinds.HTTP_URL.parse(text)).hasMessageStartingWith("must be a URL");
    }

    private static void assertResolved(
            Map<String, String> file,
            Map<String, String> environment,
            Map<String, String> overrides,
            String value,
            Source source) {
        Settings settings = Settings.resolve(ALL, file, environment, overrides);
        assertThat(settings.get(TOPIC)).isEqualTo(value);
        assertThat(settings.source(TOPIC)).isEqualTo(source);
    }
}
