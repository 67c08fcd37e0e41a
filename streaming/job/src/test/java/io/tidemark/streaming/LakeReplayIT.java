package io.tidemark.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.wire.QuoteCodec;
import io.tidemark.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A ClickHouse that was lost, and a Kafka that has forgotten: the lake has it all. */
class LakeReplayIT extends SpeedLayerServers {
    private static final String BAR_COLUMNS =
            "instrument, start, open, high, low, close, volume, notional, trades, buy_volume,"
                    + " sell_volume, open_trade_id, close_trade_id, eligible_trades, status, revision, known_to, known_at, topic_epoch";

    /** What the log alone decides, in all its columns. */
    private static final Map<String, String> CONTENTS = Map.of(
            "events", "SELECT * FROM trade_events ORDER BY ALL",
            "quotes", "SELECT * FROM quote_events ORDER BY ALL",
            "quarantine", "SELECT * FROM quarantine_events ORDER BY ALL",
            "trades", "SELECT * FROM trades ORDER BY ALL",
            "spread", "SELECT * FROM spread ORDER BY ALL",
            "minutes", "SELECT " + BAR_COLUMNS + " FROM stored_bars_1m FINAL WHERE eligible_trades > 0 ORDER BY ALL",
            "days", "SELECT " + BAR_COLUMNS + " FROM stored_bars_1d FINAL WHERE eligible_trades > 0 ORDER BY ALL",
            "progress",
                    "SELECT topic, topic_epoch, partition, max(next_offset) FROM landing_progress GROUP BY ALL ORDER BY ALL");

    @Test
    void databaseThatIsMadeAnewIsEqualThoughKafkaHasForgotten() throws Exception {
        List<TradeEvent> events = events(11, 6_000);
        try (StreamingJob job = StreamingJob.start(environment())) {
            log.send(events.subList(0, 2_500));
            log.sendRaw(Topics.TRADES, bytes("sim:S0001-USD"), bytes("not a trade"));
            sendQuotes(200);
            log.sendRaw(Topics.QUOTES, bytes("sim:S0001-USD"), new byte[0]);
            awaitLanded();
            log.send(events.subList(2_500, 5_000));
            awaitLanded();
        }
        Map<String, String> before = contents();
        long rows = rows("trade_events");
        log.expireRecords(Topics.TRADES);
        log.expireRecords(Topics.QUOTES);
        store().command("DROP DATABASE tidemark SYNC");

        try (StreamingJob job = StreamingJob.start(environment())) {
            // Killed on the way: it goes on where its progress is.
            await().atMost(StatusClient.PATIENCE).ignoreExceptions().until(() -> rows("trade_events") > 0);
            clickHouse.process().kill();
            clickHouse.process().restart();
            awaitLanded();
            assertThat(rows("trade_events")).isEqualTo(rows);
            assertThat(contents()).isEqualTo(before);

            log.send(events.subList(5_000, 6_000));
            awaitLanded();
        }
        assertThat(rows("trade_events")).as("Kafka goes on behind the lake").isGreaterThan(rows);
    }

    @Test
    void earlierLivesOfATopicComeBackFirst() throws Exception {
        List<TradeEvent> events = events(12, 3_000);
        try (StreamingJob job = StreamingJob.start(environment())) {
            log.send(events.subList(0, 2_000));
            awaitLanded();
        }
        log.delete(Topics.TRADES);
        await().atMost(StatusClient.PATIENCE).ignoreExceptions().until(() -> {
            log.create(Topics.TRADES);
            return true;
        });
        try (StreamingJob job = StreamingJob.start(environment())) {
            log.send(events.subList(2_000, 3_000));
            awaitLanded();
        }
        Map<String, String> before = contents();
        store().command("DROP DATABASE tidemark SYNC");

        try (StreamingJob job = StreamingJob.start(environment())) {
            awaitLanded();
        }

        assertThat(contents()).isEqualTo(before);
        assertThat(store().query("SELECT uniqExact(topic_epoch) FROM trade_events")
                        .first(row -> row.getLong(0)))
                .hasValue(2L);
    }

    private void sendQuotes(int count) {
        for (int id = 0; id < count; id++) {
            InstrumentId instrument = InstrumentId.parse("sim:S000" + id % 3 + "-USD");
            long time = 1_772_798_400_000_000L + id * 250_000L;
            QuoteEvent quote = new QuoteEvent(
                    instrument,
                    id % 2 == 0 ? id : TradeEvent.ABSENT,
                    TradeEvent.ABSENT,
                    time,
                    TimeSource.VENUE,
                    time + 5,
                    id % 5 == 0 ? TradeEvent.ABSENT : 10_000_000_000L + id,
                    200_000_000L,
                    10_010_000_000L + id,
                    300_000_000L,
                    id % 2 == 0 ? "X" : "",
                    "",
                    id % 2 == 0 ? Origin.LIVE : Origin.LOAD,
                    id % 2 == 0 ? "" : "quotes.csv",
                    id % 2 == 0 ? TradeEvent.ABSENT : 1_000);
            log.sendRaw(Topics.QUOTES, bytes(instrument.toString()), QuoteCodec.encode(quote));
        }
    }

    /** Count and checksum of each kind of rows. */
    private Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        CONTENTS.forEach((name, sql) -> contents.put(
                name,
                store().query(
                                "SELECT concat(toString(count()), '/', toString(groupBitXor(cityHash64(toString(tuple(*)))))) FROM ("
                                        + sql + ")")
                        .first(row -> row.getText(0))
                        .orElseThrow()));
        return contents;
    }

    private long rows(String table) {
        return store().query("SELECT count() FROM " + table)
                .first(row -> row.getLong(0))
                .orElseThrow();
    }

    private ClickHouse store() {
        return ClickHouse.connect(clickHouseSettings());
    }
}
