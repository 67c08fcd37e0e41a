package io.tidemark.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.infra.embedded.KafkaServer;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.wire.QuoteVerdicts;
import io.tidemark.wire.Topics;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main itself, as a process of its own, with a broker of its own. */
class LoadIT {
    private static final int ROWS = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private String servers = "";

    private static KafkaServer kafka;

    /** A broker of its own: these tests want the topics for themselves, each of them anew. */
    @BeforeAll
    static void startKafka(@TempDir Path brokerFolder) {
        kafka = TestServers.startKafka(brokerFolder);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @AfterEach
    void deleteTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
            await().atMost(PATIENCE)
                    .until(() -> admin.listTopics().names().get().isEmpty());
        }
    }

    @Test
    void loadPublishesEveryRowTellsItsVerdictsAndEndsWithHeartbeats() throws Exception {
        List<String> lines = leanTrades();
        lines.set(10, "34200000,-5,100,P,20,0");
        lines.set(11, "nonsense");
        lines.set(12, "34200000,1,100");
        lines.set(13, "34200000,1674500,0,P,20,0");
        Path file = write("spy/20131008_trade.csv", lines);

        JsonNode loaded = succeed("--format", "lean-trade", file.toString());

        assertThat(loaded.path("rowsRead").asLong()).isEqualTo(ROWS);
        assertThat(loaded.path("published").asLong()).isEqualTo(ROWS);
        assertThat(loaded.path("days").toString()).isEqualTo("[\"2013-10-08\"]");
        assertThat(loaded.path("instruments").toString()).isEqualTo("[\"us:SPY\"]");
        assertThat(loaded.path("quarantined").toString()).isEqualTo("{\"malformed\":2,\"price\":1,\"size\":1}");

        List<ConsumerRecord<byte[], byte[]>> records = Log.read(kafka, Topics.TRADES);
        assertThat(records).hasSize(ROWS + 2);
        assertThat(quarantined(records)).isEqualTo(Map.of("malformed", 2, "price", 1, "size", 1));
        List<TradeEvent> heartbeats =
                events(records).filter(TradeEvent::isHeartbeat).toList();
        assertThat(heartbeats).hasSize(2).allSatisfy(heartbeat -> {
            assertThat(heartbeat.instrument()).hasToString("us:*");
            // Midnight in New York, and a minute.
            assertThat(heartbeat.eventTimeMicros()).isEqualTo(1_381_291_260_000_000L);
        });
        long ends = 0;
        for (JsonNode offset : loaded.path("endOffsets").path(Topics.TRADES)) {
            ends += offset.asLong();
        }
        assertThat(ends).isEqualTo(records.size());
    }

    @Test
    void repeatIsSkippedAndAgainPublishesTheSameIds() throws Exception {
        Path file = write("spy/20131008_trade.csv", leanTrades());
        succeed("--format", "lean-trade", file.toString());

        JsonNode repeated = succeed("--format", "lean-trade", file.toString());
        assertThat(repeated.path("rowsRead").asLong()).isZero();
        assertThat(repeated.path("skipped")).hasSize(1);
        assertThat(repeated.path("days").toString()).isEqualTo("[\"2013-10-08\"]");
        assertThat(Log.read(kafka, Topics.TRADES)).hasSize(ROWS + 2);

        JsonNode again = succeed("--format", "lean-trade", "--again", file.toString());
        assertThat(again.path("rowsRead").asLong()).isEqualTo(ROWS);
        assertThat(Log.read(kafka, Topics.TRADES)).hasSize(2 * (ROWS + 2));
        assertThat(tradeIds()).hasSize(ROWS);
    }

    @Test
    void killedLoadGoesOnBehindWhatWasAcknowledged() throws Exception {
        Path file = write("spy/20131008_trade.csv", leanTrades());
        // A row every 2 ms of a replay at 5 times the speed: the kill falls in the middle of it.
        Process first = start("--format", "lean-trade", "--speed", "5", file.toString());
        try {
            await().atMost(PATIENCE).until(() -> ledgerRows() > 200);
        } finally {
            first.destroyForcibly().waitFor();
        }
        long acknowledged = ledgerRows();
        assertThat(acknowledged).isBetween(201L, ROWS - 1L);

        JsonNode resumed = succeed("--format", "lean-trade", file.toString());

        assertThat(resumed.path("rowsRead").asLong()).isEqualTo(ROWS);
        assertThat(Files.readString(folder.resolve("stderr"))).contains("goes on after row " + acknowledged);
        assertThat(tradeIds()).hasSize(ROWS);
        // Published twice was at most what had not been acknowledged.
        assertThat(Log.read(kafka, Topics.TRADES).size()).isLessThan(ROWS + 2 + ROWS - (int) acknowledged);
    }

    @Test
    void badFileAmongGoodOnesStopsTheLoadBeforeItsFirstRow() throws Exception {
        Path good = write("spy/20131008_trade.csv", leanTrades());
        Path bad = write("aig/20131008_trade.csv", List.of("Date,Price", "today,5"));
        Process process = start("--format", "lean-trade", good.toString(), bad.toString());
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("stderr")))
                .contains("line 1")
                .contains("nothing was published");
        assertThat(Log.read(kafka, Topics.TRADES)).isEmpty();
    }

    @Test
    void quotesNeedNoHeartbeatAndChangeNoBars() throws Exception {
        Path file = write(
                "aig/20131008_quote.csv", List.of("34200000,481800,100,0,0,P,1,0", "34200000,0,0,491000,300,P,1,0"));
        JsonNode loaded = succeed("--format", "lean-quote", file.toString());
        assertThat(loaded.path("days")).isEmpty();
        assertThat(Log.read(kafka, Topics.QUOTES))
                .hasSize(2)
                .allSatisfy(record -> assertThat(
                                QuoteVerdicts.judge(record.key(), record.value(), record.timestamp() * 1_000))
                        .isInstanceOf(Verdict.Accepted.class));
        assertThat(Log.read(kafka, Topics.TRADES)).isEmpty();
    }

    @Test
    void exitCodesTellUsageFromADownComponent() throws Exception {
        Path file = write("spy/20131008_trade.csv", leanTrades());
        assertThat(exitCode(start("--format", "nonsense", file.toString()))).isEqualTo(2);
        assertThat(exitCode(start("--format", "csv", "--speed", "fast", file.toString())))
                .isEqualTo(2);
        assertThat(exitCode(start(
                        "--format", "lean-trade", folder.resolve("nowhere").toString())))
                .isEqualTo(2);
        servers = "127.0.0.1:1";
        assertThat(exitCode(start("--format", "lean-trade", file.toString()))).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("stderr"))).contains("KAFKA_BOOTSTRAP_SERVERS");
    }

    private JsonNode succeed(String... arguments) throws Exception {
        Process process = start(arguments);
        assertThat(exitCode(process))
                .as(Files.readString(folder.resolve("stderr")))
                .isZero();
        return new ObjectMapper().readTree(folder.resolve("stdout").toFile());
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                LoadMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile());
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", servers.isEmpty() ? kafka.bootstrapServers() : servers);
        builder.environment().put("TIDEMARK_HOME", folder.resolve("home").toString());
        builder.environment().put("TIDEMARK_PARTITIONS", "2");
        builder.environment().remove("TIDEMARK_STREAMING_URL");
        return builder.start();
    }

    private long ledgerRows() throws IOException {
        Path loads = folder.resolve("home/loads");
        if (!Files.isDirectory(loads)) {
            return 0;
        }
        try (Stream<Path> entries = Files.list(loads)) {
            List<Path> found =
                    entries.filter(file -> file.toString().endsWith(".json")).toList();
            return found.isEmpty()
                    ? 0
                    : new ObjectMapper()
                            .readTree(found.get(0).toFile())
                            .path("totals")
                            .path("lastRow")
                            .asLong();
        }
    }

    private Set<Long> tradeIds() {
        Set<Long> ids = new TreeSet<>();
        events(Log.read(kafka, Topics.TRADES))
                .filter(event -> !event.isHeartbeat())
                .forEach(event -> ids.add(event.tradeId()));
        return ids;
    }

    private static Stream<TradeEvent> events(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> TradeVerdicts.judge(record.key(), record.value(), record.timestamp() * 1_000))
                .filter(Verdict.Accepted.class::isInstance)
                .map(verdict -> ((Verdict.Accepted<TradeEvent>) verdict).event());
    }

    private static Map<String, Integer> quarantined(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (TradeVerdicts.judge(record.key(), record.value(), record.timestamp() * 1_000)
                    instanceof Verdict.Rejected<TradeEvent> rejected) {
                reasons.merge(rejected.reason().code(), 1, Integer::sum);
            }
        }
        return reasons;
    }

    private static List<String> leanTrades() {
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < ROWS; index++) {
            lines.add((34_200_000 + 10 * index) + "," + (1_674_500 + index % 7 * 100) + ",100,P,20000020,0");
        }
        return lines;
    }

    private Path write(String name, List<String> lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, lines, StandardCharsets.UTF_8);
    }
}
