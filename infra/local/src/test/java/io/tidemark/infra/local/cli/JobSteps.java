package io.tidemark.infra.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** Batch jobs by hand: pins, maintenance, and a job that runs already. */
final class JobSteps {
    private static final String PIN = "model-1";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SINCE = "2026-03-20T00:00:00Z";

    private final Cli cli;
    private final Path home;

    JobSteps(Cli cli, Path home) {
        this.cli = cli;
        this.home = home;
    }

    /** The lock is the kernel's, so this process can be the audit that runs already. */
    void anAuditIsRefusedBesideAnotherOneAndTheSchedulersWaits() throws Exception {
        String running = "process " + ProcessHandle.current().pid() + ", since " + SINCE;
        Path said = home.resolve("said");
        Process scheduled;
        try (FileChannel lock = FileChannel.open(
                home.resolve("jobs/audit.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock()).isNotNull();
            String line = "audit " + ProcessHandle.current().pid() + " " + SINCE + "\n";
            lock.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));

            scheduled = cli.start(said, "jobs", "run", "audit", "--wait");
            Cli.Result byHand = cli.run("audit");

            assertThat(byHand.exitCode()).isEqualTo(1);
            assertThat(byHand.err())
                    .contains("audit is running already: " + running)
                    .contains("Wait until it has ended");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(home.resolve("logs/job-audit.log"))
                            .content()
                            .contains("audit waits until audit has ended: " + running));
        }
        assertThat(scheduled.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(scheduled.exitValue()).isZero();
        assertThat(said).content().contains("\"ok\":true");
    }

    void theAuditIsClean() throws IOException {
        JsonNode audit = Cli.json(cli.run("audit", "--json"));
        assertThat(audit.path("ok").asBoolean()).as(audit.toString()).isTrue();
    }

    void aPinIsAddedAndListed() throws IOException {
        Cli.Result added = cli.run("pin", "add", PIN, "--json");

        assertThat(added.exitCode()).as(added.err()).isZero();
        JsonNode pin = Cli.json(added).path("pins").get(0);
        assertThat(pin.path("name").asText()).isEqualTo(PIN);
        assertThat(pin.path("tables").path("trade_events").asLong()).isPositive();
        assertThat(cli.run("pin", "list").out())
                .contains(PIN, "trade_events " + pin.path("tables").path("trade_events"));
    }

    void maintenanceWritesTheClosedDayAnew() throws IOException {
        Cli.Result run = cli.run("jobs", "run", "maintain", "--wait");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode events = StreamSupport.stream(Cli.json(run).path("tables").spliterator(), false)
                .filter(table -> table.path("table").asText().equals("trade_events"))
                .findFirst()
                .orElseThrow();
        assertThat(events.path("clustered").toString()).contains("2013-10-08");
        assertThat(events.path("deletedFiles").asInt()).as("young files stay").isZero();
        assertThat(cli.run("jobs", "runs", "maintain").out()).contains("succeeded");
    }

    void aPinIsRemovedOnce() {
        Cli.Result removed = cli.run("pin", "remove", PIN);
        assertThat(removed.exitCode()).as(removed.err()).isZero();
        assertThat(cli.run("pin", "remove", PIN).exitCode()).isEqualTo(1);
        assertThat(cli.run("pin", "list").out()).doesNotContain(PIN);
    }
}
