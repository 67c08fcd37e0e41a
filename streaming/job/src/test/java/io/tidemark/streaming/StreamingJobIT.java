package io.tidemark.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.Migrations;
import io.tidemark.clickhouse.StoredBars;
import io.tidemark.clickhouse.TradeIdentity;
import io.tidemark.lake.LakeSessions;
import io.tidemark.lake.LakeTables;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.table.EventTables;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The whole speed layer against real servers, killed one after the other. */
class StreamingJobIT extends SpeedLayerServers {
    private static final Duration PATIENCE = StatusClient.PATIENCE;

    @Test
    void everyRecordLandsOnceInBothStoresAndCandlesEqualTheFinalTrades() throws Exception {
        List<TradeEvent> events = events(1, 6_000);
        try (StreamingJob job = StreamingJob.start(environment())) {
            log.send(events.subList(0, 3_000));
            log.sendRaw(Topics.TRADES, bytes("sim:S0001-USD"), bytes("not a trade"));
            log.sendRaw(Topics.QUOTES, bytes("sim:S0001-USD"), new byte[0]);
            awaitLanded();
            // The log is quiet now, so that moments after its last record may be asked about.
            await().atMost(PATIENCE)
                    .until(() -> count("SELECT countIf(landed_frontier > (SELECT max(known_at) FROM trade_events))"
                                    + " FROM as_of_limits")
                            == 1);
            log.send(events.subList(3_000, 6_000));
            awaitLanded();
        }
        assertStoresHold(events, 2);
    }

    @Test
    void serversKilledDuringLandingLoseAndDoubleNothing() throws Exception {
        List<TradeEvent> events = events(2, 9_000);
        try (StreamingJob job = StreamingJob.start(environment())) {
            log.send(events.subList(0, 3_000));
            clickHouse.process().kill();
            log.send(events.subList(3_000, 5_000));
            s3.process().kill();
            log.send(events.subList(5_000, 7_000));
            clickHouse.process().restart();
            s3.process().restart();
            awaitLanded();
            kafka.process().kill();
            status.answersSoon("/health/ready");
            JsonNode known = status.answersSoon("/status");
            assertThat(known.get("kafkaProblem").asText()).contains(kafka.bootstrapServers(), "does not answer");
            assertThat(known.get("queries"))
                    .allSatisfy(query ->
                            assertThat(query.get("lagRecords").isNull()).isTrue());
            kafka.process().restart();
            log.send(events.subList(7_000, 9_000));
            awaitLanded();
        }
        assertStoresHold(events, 0);
    }

    @Test
    void restartsResumeExpiredRecordsAreRefusedAndARecreatedTopicIsANewEpoch() throws Exception {
        List<TradeEvent> first = events(3, 2_000);
        try (StreamingJob job = StreamingJob.start(environment())) {
            log.send(first);
            awaitLanded();
        }
        try (StreamingJob job = StreamingJob.start(environment())) {
            awaitLanded();
        }
        assertStoresHold(first, 0);

        log.send(events(4, 500));
        log.expireRecords(Topics.TRADES);
        try (StreamingJob job = StreamingJob.start(environment())) {
            status.awaitQueries(query -> {
                assertThat(query.get("state").asText()).as(query.toString()).isEqualTo("refused");
                assertThat(query.get("lastError").asText())
                        .contains("retention", "would be skipped", "Restore the topic");
            });
            assertThat(status.get("/health/ready").get("status").asText()).isEqualTo("REFUSED");
        }
        assertStoresHold(first, 0);

        log.delete(Topics.TRADES);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            log.create(Topics.TRADES);
            return true;
        });
        try (StreamingJob job = StreamingJob.start(environment())) {
            // The same trades again: known identities, so that the candles do not change.
            log.send(first);
            awaitLanded();
        }
        assertThat(count("SELECT count() FROM trade_events")).isEqualTo(2L * records(first));
        assertThat(count("SELECT uniqExact(topic_epoch) FROM trade_events")).isEqualTo(2);
        assertThat(storedBars()).isEqualTo(expectedBars(first));
    }

    @Test
    void aDatabaseOfAnotherBuildIsRefusedWithTheRemedy() throws Exception {
        ClickHouse store = ClickHouse.connect(clickHouseSettings());
        Migrations.apply(store);
        store.command("INSERT INTO schema_migrations (version, name, checksum, steps, statements)"
                + " SELECT version, name, 'another', steps + 1, statements FROM schema_migrations WHERE version = 1");
        try (StreamingJob job = StreamingJob.start(environment())) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode ready = status.get("/health/ready");
                assertThat(ready.get("status").asText()).as(ready.toString()).isEqualTo("REFUSED");
                assertThat(ready.get("problem").asText())
                        .startsWith("clickhouse refused")
                        .contains("was applied with checksum another", "./tidemark down --wipe");
            });
        }
    }

    private void assertStoresHold(List<TradeEvent> events, long rejected) {
        long records = records(events);
        assertThat(count("SELECT count() FROM trade_events")).isEqualTo(records);
        assertThat(count("SELECT uniqExact(partition, offset) FROM trade_events"))
                .isEqualTo(records);
        assertThat(count("SELECT count() FROM quarantine_events")).isEqualTo(rejected);
        assertThat(storedBars()).isEqualTo(expectedBars(events));

        SparkSession spark = LakeSessions.configure(SparkSession.builder().master("local[2]"), lakeSettings())
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        try {
            assertThat(rows(spark, EventTables.TRADE_EVENTS)).isEqualTo(records);
            assertThat(LakeTables.read(spark, lakeSettings(), EventTables.TRADE_EVENTS)
                            .select("partition", "offset")
                            .distinct()
                            .count())
                    .isEqualTo(records);
            assertThat(rows(spark, EventTables.QUARANTINE)).isEqualTo(rejected);
        } finally {
            spark.stop();
        }
    }

    private long rows(SparkSession spark, TableDefinition table) {
        return LakeTables.read(spark, lakeSettings(), table).count();
    }

    /** A heartbeat goes to every partition. */
    private static long records(List<TradeEvent> events) {
        return events.stream()
                .mapToLong(event -> event.isHeartbeat() ? TestLog.PARTITIONS : 1)
                .sum();
    }

    private long count(String sql) {
        return ClickHouse.connect(clickHouseSettings())
                .query(sql)
                .first(row -> row.getLong(0))
                .orElseThrow();
    }

    /** Every bar there is: one that should not be there is found, too. */
    private Map<BarKey, BarState> storedBars() {
        ClickHouse store = ClickHouse.connect(clickHouseSettings());
        List<BarKey> keys = new ArrayList<>();
        for (BarInterval interval : List.of(BarInterval.MIN_1, BarInterval.DAY_1)) {
            store.query("SELECT DISTINCT toString(instrument), toUnixTimestamp64Micro(start) FROM stored_bars_"
                            + interval.label())
                    .forEach(row -> keys.add(new BarKey(InstrumentId.parse(row.getText(0)), interval, row.getLong(1))));
        }
        return new StoredBars(store)
                .load(keys).values().stream()
                        .filter(bar -> !bar.state().isEmpty())
                        .collect(Collectors.toMap(Bar::key, Bar::state));
    }

    private Map<BarKey, BarState> expectedBars(List<TradeEvent> events) {
        Map<TradeIdentity, TradeState> finals = new HashMap<>();
        AtomicLong offset = new AtomicLong();
        for (TradeEvent event : events) {
            if (!event.isHeartbeat()) {
                TradeState state = new TradeState(event, new LogPosition(0, 0, offset.getAndIncrement(), 0));
                finals.merge(
                        new TradeIdentity(event.instrument(), event.idEpoch(), event.tradeId()),
                        state,
                        TradeState::latest);
            }
        }
        Map<BarKey, BarAccumulator> folds = new HashMap<>();
        for (TradeState state : finals.values()) {
            if (state.isPresent()) {
                Trade trade = state.event().trade();
                for (BarInterval interval : List.of(BarInterval.MIN_1, BarInterval.DAY_1)) {
                    long start = interval.startMicros(
                            trade.eventTimeMicros(),
                            Instruments.calendarOf(trade.instrument().venue()));
                    folds.computeIfAbsent(new BarKey(trade.instrument(), interval, start), key -> new BarAccumulator())
                            .add(trade);
                }
            }
        }
        Map<BarKey, BarState> states = new HashMap<>();
        folds.forEach((key, fold) -> {
            if (!fold.state().isEmpty()) {
                states.put(key, fold.state());
            }
        });
        return states;
    }
}
