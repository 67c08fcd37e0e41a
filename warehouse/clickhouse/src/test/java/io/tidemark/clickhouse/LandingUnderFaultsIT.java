package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.infra.embedded.ClickHouseServer;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.settings.ClickHouseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Lost requests, lost acknowledgements and servers that are killed: afterwards every offset is there exactly once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LandingUnderFaultsIT {
    private static final int KILLS = 12;
    private static final int PARTITIONS = 2;
    private static final int ROWS_PER_RANGE = 20_000;

    private ClickHouseServer server;
    private ClickHouse clickHouse;

    @BeforeAll
    void startServer(@TempDir Path folder) {
        server = TestServers.startClickHouse(folder);
    }

    @AfterAll
    void stopServer() {
        server.process().kill();
    }

    @BeforeEach
    void startEmpty() {
        clickHouse = TestStore.fresh(server);
    }

    @Test
    void aLostRequestIsSentAgain() {
        try (FaultyProxy proxy = proxy(FaultyProxy.Fate.LOSE_REQUEST, () -> {})) {
            LandingReport report = landThrough(proxy);

            assertThat(report).isEqualTo(new LandingReport(ROWS_PER_RANGE, 0));
            assertThat(proxy.tokens()).hasSize(2);
        }
        assertEveryOffsetOnce(0, ROWS_PER_RANGE);
    }

    @Test
    void rowsWhoseAcknowledgementWasLostAreNotSentAgain() {
        try (FaultyProxy proxy = proxy(FaultyProxy.Fate.LOSE_ACKNOWLEDGEMENT, () -> {})) {
            LandingReport report = landThrough(proxy);

            assertThat(report).isEqualTo(new LandingReport(ROWS_PER_RANGE, 0));
            assertThat(proxy.tokens()).hasSize(1);
        }
        assertEveryOffsetOnce(0, ROWS_PER_RANGE);
    }

    /**
     * A server that dies between its record of the token and the part acknowledges the retry and drops it. Here the part is
     * taken away behind the server's back, and the record stays.
     */
    @Test
    void rowsThatTheServerAcknowledgesAndDropsAreSentUnderANewToken() {
        try (FaultyProxy proxy = proxy(FaultyProxy.Fate.LOSE_ACKNOWLEDGEMENT, this::loseTheParts)) {
            LandingReport report = landThrough(proxy);

            assertThat(report).isEqualTo(new LandingReport(ROWS_PER_RANGE, 0));
            assertThat(proxy.tokens()).as("the second was dropped by its token").hasSize(3);
            assertThat(proxy.tokens().get(1)).isEqualTo(proxy.tokens().get(0));
            assertThat(proxy.tokens().get(2)).isNotEqualTo(proxy.tokens().get(1));
        }
        assertEveryOffsetOnce(0, ROWS_PER_RANGE);
    }

    @Test
    void aServerThatIsDownIsAnErrorThatNamesRangeAndRemedy() {
        EventLanding landing = new EventLanding(clickHouse);
        PartitionRange range = new PartitionRange("trades", 0, 0, 0, ROWS_PER_RANGE);
        landing.land(range, block(range), new QuarantineBlock());
        server.process().kill();
        try {
            assertThatThrownBy(() -> landing.land(range, block(range), new QuarantineBlock()))
                    .isInstanceOf(ClickHouseException.class)
                    .hasMessageContaining("trade_events")
                    .hasMessageContaining("got no answer from ClickHouse at " + server.url())
                    .hasMessageContaining("Check that the server runs")
                    .matches(e -> ((ClickHouseException) e).isNoAnswer());
        } finally {
            server.process().restart();
        }
        assertThat(landing.land(range, block(range), new QuarantineBlock()).inserted())
                .isZero();
    }

    @Test
    void everyOffsetIsThereOnceAfterTheServerWasKilledManyTimesUnderLoad() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicLong failures = new AtomicLong();
        ExecutorService writers = Executors.newFixedThreadPool(PARTITIONS);
        List<Future<Long>> landed = new ArrayList<>();
        try {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                int own = partition;
                landed.add(writers.submit(() -> landUntil(own, isOver, failures)));
            }
            SplittableRandom random = new SplittableRandom(5);
            for (int kill = 0; kill < KILLS; kill++) {
                // Waits for progress, not for time: each kill meets inserts at another moment.
                long seen = failures.get();
                awaitRows(random.nextInt(1, 4) * ROWS_PER_RANGE);
                server.process().kill();
                server.process().restart();
                assertThat(failures.get()).isGreaterThanOrEqualTo(seen);
            }
            isOver.set(true);
            for (int partition = 0; partition < PARTITIONS; partition++) {
                assertEveryOffsetOnce(partition, landed.get(partition).get());
            }
        } finally {
            isOver.set(true);
            writers.shutdown();
        }
        assertThat(failures.get()).as("kills that met a writer at work").isPositive();
    }

    /** A writer as the streaming job is one: range after range, the failed one again until it is in. */
    private long landUntil(int partition, AtomicBoolean isOver, AtomicLong failures) {
        EventLanding landing = new EventLanding(TestStore.as(server, "tidemark"));
        SplittableRandom random = new SplittableRandom(partition);
        long next = 0;
        while (!isOver.get()) {
            PartitionRange range =
                    new PartitionRange("trades", 0, partition, next, next + random.nextInt(1, ROWS_PER_RANGE));
            boolean isLanded = false;
            while (!isLanded) {
                try {
                    landing.land(range, block(range), new QuarantineBlock());
                    isLanded = true;
                } catch (ClickHouseException e) {
                    failures.incrementAndGet();
                    // The retry may see other boundaries, as after a restart from an older checkpoint.
                    range = new PartitionRange(
                            "trades", 0, partition, Math.max(0, range.fromOffset() - 500), range.toOffset());
                    Thread.yield();
                }
            }
            next = range.toOffset();
        }
        return next;
    }

    private void awaitRows(int more) {
        long target = count() + more;
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofMinutes(3))
                .pollInterval(java.time.Duration.ofMillis(5))
                .until(() -> count() >= target);
    }

    private FaultyProxy proxy(FaultyProxy.Fate first, Runnable afterLostAcknowledgement) {
        return new FaultyProxy(
                server.url(), insert -> insert == 0 ? first : FaultyProxy.Fate.PASS, afterLostAcknowledgement);
    }

    private LandingReport landThrough(FaultyProxy proxy) {
        EventLanding landing = new EventLanding(ClickHouse.connect(
                new ClickHouseSettings(proxy.url(), "tidemark", server.passwordOf("tidemark"), "tidemark")));
        PartitionRange range = new PartitionRange("trades", 0, 0, 0, ROWS_PER_RANGE);
        return landing.land(range, block(range), new QuarantineBlock());
    }

    private void loseTheParts() {
        List<String> parts = clickHouse
                .query(
                        "SELECT path FROM system.parts WHERE database = currentDatabase() AND table = 'trade_events' AND active")
                .list(row -> row.getText(0));
        server.process().kill();
        parts.forEach(path -> delete(Path.of(path)));
        server.process().restart();
    }

    private static void delete(Path part) {
        try (Stream<Path> files = Files.walk(part)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The same events for the same offsets, whatever the boundaries. */
    private static TradeBlock block(PartitionRange range) {
        TradeBlock block = new TradeBlock((int) range.size());
        for (long offset = range.fromOffset(); offset < range.toOffset(); offset++) {
            TradeEvent event = SampleTrades.at(offset);
            block.append(event, SampleTrades.position(range.partition(), offset, event));
        }
        return block;
    }

    private long count() {
        return clickHouse
                .query("SELECT count() FROM trade_events")
                .first(row -> row.getLong(0))
                .orElseThrow();
    }

    private void assertEveryOffsetOnce(int partition, long rows) {
        assertThat(clickHouse
                        .query("SELECT count(), uniqExact(offset), max(offset) FROM trade_events"
                                + " WHERE partition = {partition:Int32}")
                        .bind("partition", partition)
                        .first(row -> List.of(row.getLong(0), row.getLong(1), row.getLong(2) + 1)))
                .contains(List.of(rows, rows, rows));
    }
}
