package io.tidemark.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.infra.embedded.ClickHouseServer;
import io.tidemark.infra.embedded.KafkaServer;
import io.tidemark.infra.embedded.Ports;
import io.tidemark.infra.embedded.S3Server;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.settings.ClickHouseSettings;
import io.tidemark.settings.LakeSettings;
import io.tidemark.streaming.candles.DisorderlyLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Servers of each test's own, which it may kill, and the environment of a streaming job on them. */
abstract class SpeedLayerServers {
    /** Of its own: Hadoop keeps a file system, endpoint included, for each bucket as long as the JVM lives. */
    private final String bucket = "tidemark-" + Long.toHexString(System.nanoTime());

    @TempDir
    private Path home;

    KafkaServer kafka;
    S3Server s3;
    ClickHouseServer clickHouse;
    TestLog log;
    URI statusUrl;
    StatusClient status;

    @BeforeEach
    void startServers() throws Exception {
        kafka = TestServers.startKafka(home.resolve("kafka"));
        s3 = TestServers.startS3(home.resolve("s3"));
        clickHouse = TestServers.startClickHouse(home.resolve("clickhouse"));
        statusUrl = URI.create("http://127.0.0.1:" + Ports.free());
        status = new StatusClient(statusUrl);
        log = new TestLog(kafka.bootstrapServers());
        log.createTopics();
    }

    @AfterEach
    void stopServers() {
        log.close();
        clickHouse.close();
        s3.close();
        kafka.close();
    }

    final Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.putAll(lakeSettings().toEnvironment());
        environment.putAll(clickHouseSettings().toEnvironment());
        environment.put("TIDEMARK_STREAMING_URL", statusUrl.toString());
        environment.put("TIDEMARK_HOME", home.toString());
        environment.put("TIDEMARK_STREAMING_LAKE_TRIGGER", "1s");
        return environment;
    }

    final LakeSettings lakeSettings() {
        return new LakeSettings("s3://" + bucket + "/lake", s3.endpoint(), s3.accessKey(), s3.secretKey(), s3.region());
    }

    final ClickHouseSettings clickHouseSettings() {
        return new ClickHouseSettings(clickHouse.url(), "tidemark", clickHouse.passwordOf("tidemark"), "tidemark");
    }

    /** Where the endpoint keeps the lake's objects, as files of the same names. */
    final Path lakeFolder() {
        return home.resolve("s3/buckets").resolve(bucket).resolve("lake");
    }

    final void awaitLanded() {
        status.awaitQueries(query -> {
            assertThat(query.get("state").asText()).as(query.toString()).isEqualTo("running");
            assertThat(query.get("lagRecords").asLong(-1)).as(query.toString()).isZero();
        });
    }

    static List<TradeEvent> events(long seed, int count) {
        return new DisorderlyLog(seed)
                .events(count).stream().map(TradeState::event).toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
