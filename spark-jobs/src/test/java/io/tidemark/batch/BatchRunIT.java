package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.Migrations;
import io.tidemark.clickhouse.StoredBars;
import io.tidemark.clickhouse.Tidemarks;
import io.tidemark.infra.embedded.ClickHouseServer;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.lake.LakeTables;
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
import io.tidemark.market.table.EventTables;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The batch layer's run over a lake and a ClickHouse that hold the same log, or not quite. */
class BatchRunIT {
    private static final SparkSession SPARK = TestBatch.spark();
    private static final LocalDate FRIDAY = LocalDate.of(2026, 3, 6);
    private static final String TODAY = "2026-03-20T00:00:00Z";
    private static final InstrumentId SIM = InstrumentId.parse("sim:A-USD");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static ClickHouseServer server;
    private static ClickHouse clickHouse;

    private final LakeSettings lake = TestBatch.newLake();
    private final List<TradeState> log = new ArrayList<>(
            TestEvents.disorder(21, SIM.toString(), "2026-03-06T00:00:00Z", 2, 800, "2026-03-09T00:00:00Z")
                    .log());

    @BeforeAll
    static void start() {
        server = TestServers.startClickHouse(folder);
        clickHouse = ClickHouse.connect(
                new ClickHouseSettings(server.url(), "tidemark", server.passwordOf("tidemark"), "tidemark"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        Migrations.apply(clickHouse);
        clickHouse.command("DROP DATABASE tidemark SYNC");
        Migrations.apply(clickHouse);
        assertThat(TopicEpochs.resolve(SPARK, lake, "trades", "life")).isZero();
    }

    private TestSpeedLayer landInBoth() {
        TestBatch.land(lake, log);
        TestSpeedLayer speed = new TestSpeedLayer(clickHouse);
        speed.land(log);
        return speed;
    }

    private BatchRun batch() {
        return batch(PATIENCE, step -> {});
    }

    private BatchRun batch(Duration patience, Consumer<BatchRun.Step> done) {
        Clock clock = Clock.fixed(Instant.parse(TODAY), ZoneOffset.UTC);
        return new BatchRun(SPARK, lake, clickHouse, BarRebuild.DEFAULT_LATENESS, patience, clock, done);
    }

    private BatchReport run() {
        return batch().run(List.of(), List.of());
    }

    private static Map<BarKey, Bar> served(Collection<Bar> like) {
        return new StoredBars(clickHouse).load(like.stream().map(Bar::key).toList());
    }

    private static Map<BarKey, BarState> states(Collection<Bar> bars) {
        return bars.stream().collect(Collectors.toMap(Bar::key, Bar::state));
    }

    private static long count(String from) {
        return clickHouse
                .query("SELECT count() FROM " + from)
                .first(row -> row.getLong(0))
                .orElseThrow();
    }

    private static Map<String, Long> tidemarks() {
        return new Tidemarks(clickHouse).read();
    }

    /** A bar where the log has no trade. */
    private Bar barInAFreeMinute(BarState state) {
        List<BarKey> taken = TestSpeedLayer.bars(log).stream().map(Bar::key).toList();
        long first = TestEvents.micros("2026-03-06T00:00:00Z");
        BarKey free = LongStream.range(0, 1_440)
                .mapToObj(minute -> new BarKey(SIM, BarInterval.MIN_1, first + minute * 60_000_000L))
                .filter(key -> !taken.contains(key))
                .findFirst()
                .orElseThrow();
        return new Bar(free, state, new BarVersion(BarFold.VERSION, 0, 5, BarStatus.CLOSED, BarLayer.SPEED, 0, 5), 0);
    }

    private static void delete(List<Bar> minutes) {
        clickHouse.command("ALTER TABLE stored_bars_1m DELETE WHERE toUnixTimestamp64Micro(start) IN ("
                + minutes.stream()
                        .map(bar -> Long.toString(bar.key().startMicros()))
                        .collect(Collectors.joining(", "))
                + ") SETTINGS mutations_sync = 2");
    }

    /** Puts another state in the place of served bars, at the same version or a lower one. */
    private static void forge(List<Bar> bars, BarState state, long knownToLess) {
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

    private static List<Bar> minutes(List<Bar> bars) {
        return bars.stream()
                .filter(bar -> bar.key().interval() == BarInterval.MIN_1
                        && !bar.state().isEmpty())
                .toList();
    }

    @Test
    void equalLayersDifferInNothingAndTheBatchLayerIsServed() {
        landInBoth();
        List<Bar> expected = TestSpeedLayer.bars(log);

        BatchReport report = run();

        assertThat(report.days()).containsExactly(FRIDAY, FRIDAY.plusDays(1));
        assertThat(report.differences()).isEmpty();
        assertThat(report.bars()).isEqualTo(expected.size()).isEqualTo(report.published());
        Map<BarKey, Bar> served = served(expected);
        assertThat(states(served.values())).isEqualTo(states(expected));
        assertThat(served.values()).allMatch(bar -> bar.version().layer() == BarLayer.BATCH);
        assertThat(tidemarks()).containsExactly(Map.entry(SIM.toString(), TestEvents.micros(TODAY)));
        assertThat(report.tidemark()).containsExactly(Map.entry("all", TODAY));
        assertThat(count("reconciliations WHERE cause = 'equal'")).isPositive();
        assertThat(Reports.json(report))
                .startsWith("{\"days\":[\"2026-03-06\",\"2026-03-07\"],\"expired\":[],\"trades\":");
    }

    @Test
    void secondRunChangesNothing() {
        landInBoth();
        run();
        long minutes = count("stored_bars_1m");
        long revisions = count("bar_revisions");

        BatchReport again = run();
        BatchReport byHand = batch().run(List.of(FRIDAY), List.of());

        assertThat(again.days()).isEmpty();
        assertThat(byHand.days()).containsExactly(FRIDAY);
        assertThat(byHand.bars()).isPositive();
        assertThat(byHand.published()).isZero();
        assertThat(byHand.differences()).isEmpty();
        assertThat(count("stored_bars_1m")).isEqualTo(minutes);
        assertThat(count("bar_revisions")).isEqualTo(revisions);
    }

    @Test
    void differencesAreCountedByCauseAndRepaired() {
        landInBoth();
        List<Bar> expected = minutes(TestSpeedLayer.bars(log));
        BarState wrong = expected.get(0).state();
        List<Bar> differing = expected.subList(1, 4);
        List<Bar> behind = expected.subList(4, 6);
        Bar missing = expected.get(6);
        forge(differing, wrong, 0);
        forge(behind, wrong, 1);
        delete(List.of(missing));
        new StoredBars(clickHouse).write(List.of(barInAFreeMinute(wrong)));

        BatchReport report = run();

        assertThat(report.differences())
                .isEqualTo(Map.of(
                        "values_differ", 3L, "speed_behind", 2L, "missing_in_speed", 1L, "missing_in_batch", 1L));
        assertThat(report.examples()).hasSize(7).allMatch(text -> text.contains("the lake says"));
        assertThat(states(served(expected).values())).isEqualTo(states(expected));
        assertThat(count("bars_1m")).isEqualTo(expected.size());
        assertThat(count("reconciliations WHERE cause = 'values_differ' AND bars > 0"))
                .isPositive();
        assertThat(batch().run(List.of(FRIDAY, FRIDAY.plusDays(1)), List.of()).differences())
                .isEmpty();
    }

    @Test
    void barsThatHaveSeenMoreThanTheLakeStand() {
        TestBatch.land(lake, log.subList(0, 700));
        new TestSpeedLayer(clickHouse).land(log);

        BatchReport report = run();

        assertThat(report.differences().keySet()).containsExactly("speed_ahead");
        assertThat(report.examples()).isEmpty();
        List<Bar> expected = TestSpeedLayer.bars(log);
        assertThat(states(served(expected).values())).isEqualTo(states(expected));

        TestBatch.land(lake, log, 700);
        assertThat(run().differences()).as("the lake has caught up").isEmpty();
        assertThat(served(expected).values()).allMatch(bar -> bar.version().layer() == BarLayer.BATCH);
    }

    @Test
    void nothingIsPublishedBeforeClickHouseHasLandedWhatTheLakeHolds() {
        TestBatch.land(lake, log);
        TestSpeedLayer speed = new TestSpeedLayer(clickHouse);
        speed.land(log.subList(0, 700));

        assertThatThrownBy(() -> batch(Duration.ofMillis(300), step -> {}).run(List.of(), List.of()))
                .isInstanceOf(BehindException.class)
                .hasMessageContaining("trades-0 at 700 of 800")
                .hasMessageContaining("./tidemark status");
        assertThat(count("stored_bars_1m WHERE layer = 'BATCH'")).isZero();
        assertThat(tidemarks()).isEmpty();

        speed.land(log);
        assertThat(run().differences()).isEmpty();
        assertThat(tidemarks()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(BatchRun.Step.class)
    void runThatIsKilledAfterAnyStepIsFinishedByTheNext(BatchRun.Step last) {
        landInBoth();
        List<Bar> expected = TestSpeedLayer.bars(log);
        forge(minutes(expected).subList(0, 5), minutes(expected).get(9).state(), 1);
        assertThatThrownBy(() -> batch(PATIENCE, step -> {
                            if (step == last) {
                                throw new IllegalStateException("killed after " + step);
                            }
                        })
                        .run(List.of(), List.of()))
                .hasMessageContaining("killed after");
        assertThat(tidemarks()).hasSize(last == BatchRun.Step.ADVANCED ? 1 : 0);

        run();

        Map<BarKey, Bar> served = served(expected);
        assertThat(states(served.values())).isEqualTo(states(expected));
        assertThat(served.values()).allMatch(bar -> bar.version().layer() == BarLayer.BATCH);
        assertThat(tidemarks()).containsExactly(Map.entry(SIM.toString(), TestEvents.micros(TODAY)));
    }

    @Test
    void readersSeeEveryBucketOnceOldOrNewWhileBarsArePublished() throws InterruptedException {
        landInBoth();
        List<Bar> expected = minutes(TestSpeedLayer.bars(log));
        BarState old = expected.get(0).state();
        forge(expected, old, 1);
        LoopingReader reader = new LoopingReader(clickHouse, expected, old);
        reader.start();

        batch(PATIENCE, step -> reader.awaitRounds(3)).run(List.of(), List.of());

        reader.awaitRounds(3);
        assertThat(reader.stop()).isEmpty();
        assertThat(states(served(expected).values())).isEqualTo(states(expected));
    }

    @Test
    void lateEventsMakeTheirDaysStaleAndCorrectionsTheDaysTheyLeave() {
        landInBoth();
        run();
        TestEvents more = new TestEvents("2026-03-19T00:00:00Z");
        log.forEach(landed -> more.add(landed.event()));
        // Friday's trade 7,000 and Saturday's 7,001 are new; then Friday's is moved to the next Thursday.
        more.trade(SIM.toString(), 7_000, "2026-03-06T10:00:00Z", "10", 1);
        int landed = log.size();
        log.addAll(more.log().subList(landed, landed + 1));
        TestBatch.land(lake, log, landed);
        new TestSpeedLayer(clickHouse).land(log);

        assertThat(run().days()).as("a late trade").containsExactly(FRIDAY);

        more.correction(SIM.toString(), 7_000, 1, "2026-03-12T10:00:00Z", "10", 1);
        log.addAll(more.log().subList(landed + 1, landed + 2));
        TestBatch.land(lake, log, landed + 1);
        new TestSpeedLayer(clickHouse).land(log);

        BatchReport moved = run();
        assertThat(moved.days()).as("a trade that moved").containsExactly(FRIDAY, LocalDate.of(2026, 3, 12));
        assertThat(moved.differences()).isEmpty();
        assertThat(run().days()).isEmpty();
    }

    @Test
    void dayWhoseEventsHaveExpiredKeepsItsBars() {
        landInBoth();
        run();
        long bars = count("bars_1m");
        DeltaTable.forPath(SPARK, LakeTables.path(lake, EventTables.TRADE_EVENTS))
                .delete("event_date = DATE'2026-03-06'");

        assertThat(run().expired()).containsExactly(FRIDAY);
        assertThatThrownBy(() -> batch().run(List.of(FRIDAY), List.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Leave 2026-03-06 out of --days");
        assertThat(count("bars_1m")).isEqualTo(bars);
    }

    @Test
    void databaseWithoutTablesIsRefusedAndNotMade() {
        TestBatch.land(lake, log);
        clickHouse.command("DROP DATABASE tidemark SYNC");

        assertThatThrownBy(this::run).isInstanceOf(RefusedException.class).hasMessageContaining("./tidemark up");
        assertThatThrownBy(() -> count("trade_events")).hasMessageContaining("tidemark");
    }

    @Test
    void runOfSomeInstrumentsLeavesTheTidemark() {
        landInBoth();

        BatchReport report = batch().run(List.of(FRIDAY), List.of(SIM));

        assertThat(report.published()).isPositive();
        assertThat(tidemarks()).isEmpty();
        assertThat(run().days()).containsExactly(FRIDAY, FRIDAY.plusDays(1));
    }
}
