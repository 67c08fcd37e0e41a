package io.tidemark.infra.local.cli;

import static io.tidemark.infra.local.cli.Cli.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.local.process.PortHolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One life of an instance by {@code ./tidemark} alone: the tests run in their order and each goes on where the one before ended.
 * Needs the jars of all modules, which the root's build makes before this module's tests.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class CommandLineIT {
    private static final String TRADES = "SELECT count(), countIf(for_volume) FROM trades WHERE instrument = 'us:DEMO'";

    @TempDir
    static Path folder;

    private Path home;
    private Cli cli;
    private JobSteps jobs;
    private QuarantineSteps quarantine;

    @BeforeAll
    void prepare() {
        home = folder.resolve("home");
        // Jobs run when a test asks for them.
        cli = new Cli(home).with("TIDEMARK_JOBS_BATCH", "hand").with("TIDEMARK_JOBS_MAINTAIN", "hand");
        jobs = new JobSteps(cli, home);
        quarantine = new QuarantineSteps(cli, folder);
        List<Path> missing = cli.notBuilt();
        if (!missing.isEmpty()) {
            System.err.println(
                    "CommandLineIT is skipped: " + missing.get(0) + " is not built; ./mvnw verify in the root does");
        }
        assumeTrue(missing.isEmpty(), () -> missing + " are not built");
    }

    @AfterAll
    void stopWhatIsLeft() {
        if (Files.exists(home)) {
            cli.run("down", "--wipe", "--yes");
        }
    }

    @Test
    @Order(1)
    void beforeTheFirstUpEveryQuestionEndsWithComponentDown() throws IOException {
        assertThat(cli.run("sql", "SELECT 1").exitCode()).isEqualTo(3);
        assertThat(cli.run("audit").err()).contains("Start it: ./tidemark up");
        Cli.Result status = cli.run("status", "--json");
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(json(status).path("ok").asBoolean()).isFalse();
    }

    @Test
    @Order(2)
    void wrongUsageEndsWithTwoAndSaysWhatIsRight() {
        assertThat(cli.run("load", "no-such-file.zip", "--format", "lean-trade").exitCode())
                .isEqualTo(2);
        Cli.Result format = cli.run("load", folder.toString(), "--format", "lean");
        assertThat(format.exitCode()).isEqualTo(2);
        assertThat(format.err()).contains("--format must be one of lean-trade");
        assertThat(cli.run("up", "--feed", "nothing").exitCode()).isEqualTo(2);
    }

    @Test
    @Order(3)
    void aTakenPortIsNamedWithItsHolderAndItsSetting() throws IOException {
        try (ServerSocket holder = new ServerSocket(cli.port("API_PORT"), 1, InetAddress.getLoopbackAddress())) {
            Cli.Result up = cli.run("up", "--feed", "none");

            assertThat(up.exitCode()).isEqualTo(3);
            assertThat(up.err())
                    .contains("Port " + holder.getLocalPort() + ", which api needs, is held by ")
                    .contains(Long.toString(ProcessHandle.current().pid()))
                    .contains("api.port", "TIDEMARK_API_PORT");
        }
    }

    @Test
    @Order(4)
    void upStartsEverythingAndASecondUpFindsItRunning() {
        Cli.Result up = cli.run("up", "--feed", "none");
        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(up.out()).contains("Tidemark is up.", "http://127.0.0.1:" + cli.port("API_PORT"));

        Cli.Result again = cli.run("up");
        assertThat(again.exitCode()).isZero();
        assertThat(again.err().lines().filter(line -> line.contains("was up"))).hasSize(6);
    }

    @Test
    @Order(5)
    void loadEndsWhenEveryRowIsInBothStores() throws IOException {
        Cli.Result load = cli.run(
                "load",
                LeanDay.write(folder).toString(),
                "--format",
                "lean-trade",
                "--instrument",
                "us:DEMO",
                "--json");

        assertThat(load.exitCode()).as(load.err()).isZero();
        JsonNode report = json(load);
        assertThat(report.path("rowsRead").asInt()).isEqualTo(LeanDay.LINES);
        assertThat(report.path("published").asInt()).isEqualTo(LeanDay.LINES);
        assertThat(report.path("quarantined")).isEmpty();
        assertThat(report.path("landed").path("lake").asInt()).isEqualTo(LeanDay.LINES);
        assertThat(report.path("landed").path("clickhouse").asInt()).isEqualTo(LeanDay.LINES);
        assertThat(report.path("seconds").asDouble()).isPositive();
    }

    @Test
    @Order(6)
    void sqlPrintsTheSameRowsAsCsvJsonAndTable() throws IOException {
        int eligible = LeanDay.LINES - LeanDay.SUSPICIOUS;
        String query = "SELECT count() AS lines, countIf(for_volume) AS eligible FROM trades";

        assertThat(cli.run("sql", query, "--format", "csv").out().lines())
                .containsExactly("\"lines\",\"eligible\"", LeanDay.LINES + "," + eligible);
        assertThat(json(cli.run("sql", query, "--format", "json"))
                        .path("data")
                        .get(0)
                        .path("eligible")
                        .asInt())
                .isEqualTo(eligible);
        assertThat(cli.run("sql", query).out()).contains("lines", "│", Integer.toString(eligible));
        assertThat(cli.run("sql", "SELECT sum(trades) FROM bars_1d", "--format", "csv")
                        .out())
                .endsWith("\n" + eligible + "\n");
        Cli.Result refused = cli.run("sql", "SELECT * FROM trade_events");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("ACCESS_DENIED");
    }

    @Test
    @Order(7)
    void statusAndEnvAreOneJsonObjectEach() throws IOException {
        Cli.Result status = cli.run("status", "--json");
        assertThat(status.exitCode()).isZero();
        assertThat(json(status).path("ok").asBoolean()).isTrue();
        assertThat(StreamSupport.stream(json(status).path("components").spliterator(), false)
                        .map(component -> component.path("name").asText()))
                .containsExactly("kafka", "s3", "clickhouse", "streaming", "api", "scheduler");

        JsonNode env = json(cli.run("env", "--json"));
        assertThat(env.path("KAFKA_BOOTSTRAP_SERVERS").asText()).isEqualTo("127.0.0.1:" + cli.port("KAFKA_PORT"));
        assertThat(env.path("CLICKHOUSE_USER").asText()).isEqualTo("analyst");
        assertThat(cli.run("env").out()).contains("export AWS_ENDPOINT_URL=");
    }

    @Test
    @Order(7)
    void aJobRunsOnceAtATimeAndItsResultIsSeen() throws Exception {
        jobs.anAuditIsRefusedBesideAnotherOneAndTheSchedulersWaits();

        JsonNode job = json(cli.run("status", "--json")).path("jobs").get(0);
        assertThat(job.path("name").asText()).isEqualTo("audit");
        assertThat(job.path("last").path("state").asText()).isEqualTo("succeeded");
        assertThat(job.path("nextRun").asText()).contains("T04:30:00");
        assertThat(cli.run("jobs", "runs", "audit").out().lines()).hasSize(2);
        assertThat(cli.run("jobs").out()).contains("audit", "04:30", "succeeded");
        Cli.Result unknown = cli.run("jobs", "run", "audti");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("there are audit, batch, maintain");
    }

    @Test
    @Order(8)
    void whatIsNoEventIsListedShownAndDiscarded() throws IOException {
        quarantine.loadTellsThem();
        quarantine.theyAreListedShownAndDiscarded();
    }

    @Test
    @Order(9)
    void pinsComeAndGoAndMaintenanceRunsByHand() throws IOException {
        jobs.aPinIsAddedAndListed();
        jobs.maintenanceWritesTheClosedDayAnew();
        jobs.aPinIsRemovedOnce();
    }

    @Test
    @Order(10)
    void whatIsAnEventByNowIsRetriedAndEveryOffsetIsThereOnce() throws IOException {
        quarantine.theOneWhoseTimeHasComeLandsUnderItsOwnIdentity();
        jobs.theAuditIsClean();
    }

    @Test
    @Order(11)
    void followedLogsShowWhatIsAddedAndEndOnSigterm() throws Exception {
        assertThat(cli.run("logs", "streaming", "-n", "5").out().lines()).hasSizeBetween(1, 5);
        assertThat(cli.run("logs", "steaming").err()).contains("did you mean streaming?");

        Path shown = folder.resolve("followed");
        Process follows = cli.start(shown, "logs", "streaming", "-f", "-n", "1");
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.size(shown) > 0);
        Files.writeString(home.resolve("logs/streaming.log"), "a line of this test\n", StandardOpenOption.APPEND);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(shown).content().contains("a line of this test"));
        follows.destroy();
        assertThat(follows.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Order(12)
    void aKilledComponentIsSeenAndUpResumesWithNothingLost() throws IOException {
        for (String name : List.of("clickhouse", "streaming")) {
            ProcessHandle.of(pid(name)).orElseThrow().destroyForcibly();
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Cli.Result status = cli.run("status", "--json");
            assertThat(status.exitCode()).isEqualTo(3);
            assertThat(component(status, "streaming").path("state").asText()).isEqualTo("died");
        });
        Cli.Result sql = cli.run("sql", TRADES);
        assertThat(sql.exitCode()).isEqualTo(3);
        assertThat(sql.err()).contains("ClickHouse does not answer", "./tidemark up");

        Cli.Result up = cli.run("up");

        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(cli.run("sql", TRADES, "--format", "csv").out())
                .endsWith(LeanDay.LINES + "," + (LeanDay.LINES - LeanDay.SUSPICIOUS) + "\n");
    }

    @Test
    @Order(13)
    void downStopsEverythingAndWipeDeletesTheDataOnlyWhenConfirmed() throws IOException {
        assertThat(cli.run("down").exitCode()).isZero();
        assertThat(List.of("KAFKA_PORT", "S3_PORT", "CLICKHOUSE_PORT", "STREAMING_PORT", "API_PORT", "SCHEDULER_PORT"))
                .allMatch(name -> PortHolder.isFree(cli.port(name)));
        assertThat(cli.run("down").exitCode()).isZero();
        assertThat(cli.run("status").exitCode()).isEqualTo(3);

        assertThat(cli.run("down", "--wipe").exitCode()).isEqualTo(2);
        assertThat(home.resolve("kafka")).isDirectory();
        assertThat(cli.run("down", "--wipe", "--yes").exitCode()).isZero();
        assertThat(home.resolve("kafka")).doesNotExist();
        assertThat(home.resolve("tidemark.properties")).exists();
    }

    private long pid(String name) throws IOException {
        return component(cli.run("status", "--json"), name).path("pid").asLong();
    }

    private static JsonNode component(Cli.Result status, String name) throws IOException {
        return StreamSupport.stream(json(status).path("components").spliterator(), false)
                .filter(component -> component.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
