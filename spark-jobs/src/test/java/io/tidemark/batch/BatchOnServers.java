package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.Migrations;
import io.tidemark.clickhouse.StoredBars;
import io.tidemark.clickhouse.Tidemarks;
import io.tidemark.infra.embedded.ClickHouseServer;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.lake.TopicEpochs;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.settings.ClickHouseSettings;
import io.tidemark.settings.LakeSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A lake and a ClickHouse of a test's own, on real servers, and what is done to them. */
abstract class BatchOnServers {
    static final SparkSession SPARK = TestBatch.spark();
    static final LocalDate FRIDAY = LocalDate.of(2026, 3, 6);
    static final String TODAY = "2026-03-20T00:00:00Z";
    static final InstrumentId SIM = InstrumentId.parse("sim:A-USD");
    static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static ClickHouseServer server;
    static ClickHouse clickHouse;

    final LakeSettings lake = TestBatch.newLake();
    final List<TradeState> log = new ArrayList<>(
            TestEvents.disorder(21, SIM.toString(), "2026-03-06T00:00:00Z", 2, 800, "2026-03-09T00:00:00Z")
                    .log());

    @BeforeAll
    static void start() {
        server = TestServers.startClickHouse(folder);
        clickHouse = ClickHouse.connect(clickHouseSettings());
    }

    static ClickHouseSettings clickHouseSettings() {
        return new ClickHouseSettings(server.url(), "tidemark", server.passwordOf("tidemark"), "tidemark");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        // A test before this one may have dropped it, and ClickHouse lets nobody in whose database is not there.
        Migrations.apply(clickHouse);
        clickHouse.command("DROP DATABASE tidemark SYNC");
        Migrations.apply(clickHouse);
        assertThat(TopicEpochs.resolve(SPARK, lake, "trades", "life")).isZero();
    }

    final void landInBoth() {
        landInBoth(log);
    }

    final void landInBoth(List<TradeState> events) {
        TestBatch.land(lake, events);
        new TestSpeedLayer(clickHouse).land(events);
    }

    final BatchRun batch() {
        return batch(PATIENCE, step -> {});
    }

    final BatchRun batch(Duration patience, Consumer<BatchRun.Step> done) {
        Clock clock = Clock.fixed(Instant.parse(TODAY), ZoneOffset.UTC);
        return new BatchRun(SPARK, lake, clickHouse, BarRebuild.DEFAULT_LATENESS, patience, clock, done);
    }

    final BatchReport run() {
        return batch().run(List.of(), List.of());
    }

    static Map<BarKey, Bar> served(Collection<Bar> like) {
        return new StoredBars(clickHouse).load(like.stream().map(Bar::key).toList());
    }

    static Map<BarKey, BarState> states(Collection<Bar> bars) {
        return bars.stream().collect(Collectors.toMap(Bar::key, Bar::state));
    }

    static long count(String from) {
        return clickHouse
                .query("SELECT count() FROM " + from)
                .first(row -> row.getLong(0))
                .orElseThrow();
    }

    static Map<String, Long> tidemarks() {
        return new Tidemarks(clickHouse).read();
    }

    /** A bar where the log has no trade. */
    final Bar barInAFreeMinute(BarState state) {
        List<BarKey> taken = TestSpeedLayer.bars(log).stream().map(Bar::key).toList();
        long first = TestEvents.micros("2026-03-06T00:00:00Z");
        BarKey free = LongStream.range(0, 1_440)
                .mapToObj(minute -> new BarKey(SIM, BarInterval.MIN_1, first + minute * 60_000_000L))
                .filter(key -> !taken.contains(key))
                .findFirst()
                .orElseThrow();
        return new Bar(free, state, new BarVersion(BarFold.VERSION, 0, 5, BarStatus.CLOSED, BarLayer.SPEED, 0, 5), 0);
    }

    static void delete(List<Bar> minutes) {
        clickHouse.command("ALTER TABLE stored_bars_1m DELETE WHERE toUnixTimestamp64Micro(start) IN ("
                + minutes.stream()
                        .map(bar -> Long.toString(bar.key().startMicros()))
                        .collect(Collectors.joining(", "))
                + ") SETTINGS mutations_sync = 2");
    }

    /** Puts another state in the place of served bars, at the same version or a lower one. */
    static void forge(List<Bar> bars, BarState state, long knownToLess) {
        delete(bars);
        new StoredBars(clickHouse)
                .write(bars.stream()
                        .map(bar -> new Bar(
                                bar.key(),
                                state,
                                new BarVersion(
                                        BarFold.VERSION,
                                        0,
                                        bar.version().knownTo() - knownToLess,
                                        bar.version().status(),
                                        BarLayer.SPEED,
                                        bar.version().revision(),
                                        bar.version().knownAtMicros()),
                                0))
                        .toList());
    }

    static List<Bar> minutes(List<Bar> bars) {
        return bars.stream()
                .filter(bar -> bar.key().interval() == BarInterval.MIN_1
                        && !bar.state().isEmpty())
                .toList();
    }
}
