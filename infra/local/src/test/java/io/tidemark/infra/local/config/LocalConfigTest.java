package io.tidemark.infra.local.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalConfigTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void chooseHome() {
        home = new Home(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.port=http | kafka.port: must be a port, 1 to 65535, was 'http'",
                "kafka.prot=1 | kafka.prot: unknown, did you mean kafka.port?",
                "s3.port=19092 | s3.port: 19092 is already the port of kafka.port",
                "lake.retention=8d | lake.retention: must be 1h to 7d, was '8d'",
                "jobs.audit=daily | jobs.audit: must be a time of day in UTC such as 04:30, an interval such as 1h, or hand for by hand only, was 'daily'",
                "feed.symbols=0 | feed.symbols: must be a whole number, 1 to 10000, was '0'",
                "feed.source=live | feed.source: must be one of sim, none, was 'live'",
                "streaming.heap=lots | streaming.heap: must be a size such as 512m or 2g, was 'lots'",
                "s3.bucket=Big Bucket | s3.bucket: must be a bucket name: 3 to 63 of a-z 0-9 . -, was 'Big Bucket'",
                "s3.endpoint=http://minio:9000 | s3.secretKey: must be given together with s3.endpoint",
                "clickhouse.url=http://h:8123 | clickhouse.apiPassword: must be given together with clickhouse.url",
                "clickhouse.user=me | clickhouse.user: must be tidemark without clickhouse.url, was 'me'",
            })
    void wrongSettingIsNamed(String line, String problem) throws IOException {
        Credentials.ensure(home);
        Files.writeString(home.configFile(), line);
        assertThatThrownBy(() -> load(Map.of()))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        invalid -> assertThat(invalid.problems()).contains(problem));
    }

    @Test
    void endpointAndBinaryContradict() throws IOException {
        Files.writeString(
                home.configFile(),
                "s3.endpoint=http://h:9000\ns3.accessKey=a\ns3.secretKey=b\ns3.binary=/usr/local/bin/minio\n");
        assertThatThrownBy(() -> load(Map.of())).hasMessage("s3.binary: contradicts s3.endpoint, give one of the two");
    }

    @Test
    void ownEndpointsReplaceTheLoopbackOnes() throws IOException {
        Files.writeString(home.configFile(), "kafka.bootstrap=kafka-1:9092,kafka-2:9092\n");
        LocalConfig config = load(Map.of("TIDEMARK_API_ENDPOINT", "https://api.example.com"));
        assertThat(config.bootstrapServers()).isEqualTo("kafka-1:9092,kafka-2:9092");
        assertThat(config.apiUrl()).hasToString("https://api.example.com");
        assertThat(config.s3Url()).hasToString("http://127.0.0.1:19100");
    }

    @Test
    void templateIsAllComments_andEveryLineOfItIsValidWhenUncommented() throws IOException {
        ConfigTemplate.writeWhenAbsent(home);
        assertThat(load(Map.of()).shown()).allMatch(shown -> shown.source().equals("default"));

        String uncommented = Files.readString(home.configFile()).replaceAll("(?m)^#(?! )", "");
        Files.writeString(home.configFile(), uncommented);
        assertThat(load(Map.of()).shown())
                .hasSize(LocalSettings.ALL.size())
                .allMatch(shown -> !shown.source().equals("default"));
    }

    @Test
    void templateNeverOverwritesWhatAUserWrote() throws IOException {
        Files.writeString(home.configFile(), "kafka.port=1234\n");
        ConfigTemplate.writeWhenAbsent(home);
        assertThat(home.configFile()).hasContent("kafka.port=1234");
    }

    @Test
    void generatedCredentialsAreOursAlone_stay_andAreMasked() throws IOException {
        assertThat(load(Map.of()).hasCredentials()).isFalse();
        Credentials.ensure(home);
        String first = Files.readString(home.credentialsFile());
        Credentials.ensure(home);
        assertThat(home.credentialsFile()).hasContent(first.strip());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.credentialsFile())))
                .isEqualTo("rw-------");
        LocalConfig config = load(Map.of());
        assertThat(config.hasCredentials()).isTrue();
        assertThat(config.shown())
                .filteredOn(shown -> shown.key().equals("clickhouse.password"))
                .singleElement()
                .satisfies(shown -> {
                    assertThat(shown.value()).isEqualTo("********");
                    assertThat(shown.source()).isEqualTo("generated");
                });
    }

    @Test
    void passwordOfTheFileBeatsTheGeneratedOne() throws IOException {
        Credentials.ensure(home);
        Files.writeString(home.configFile(), "clickhouse.analystPassword=chosen-by-me\nclickhouse.password=\n");
        LocalConfig config = load(Map.of());
        assertThat(config.get(LocalSettings.CLICKHOUSE_ANALYST_PASSWORD)).isEqualTo("chosen-by-me");
        assertThat(config.get(LocalSettings.CLICKHOUSE_PASSWORD)).hasSize(40);
    }

    @Test
    void whatUpWasToldStaysUntilItIsToldOtherwise() {
        LocalConfig.rememberUp(home, Map.of("feed.source", "none"));
        LocalConfig.rememberUp(home, Map.of("feed.symbols", "7"));
        assertThat(load(Map.of()).get(LocalSettings.FEED_SOURCE)).isEqualTo("none");
        assertThat(load(Map.of()).get(LocalSettings.FEED_SYMBOLS)).isEqualTo(7);
        assertThat(LocalConfig.load(home, Map.of(), Map.of("feed.source", "sim"))
                        .get(LocalSettings.FEED_SOURCE))
                .isEqualTo("sim");
    }

    private LocalConfig load(Map<String, String> environment) {
        return LocalConfig.load(home, environment, Map.of());
    }
}
