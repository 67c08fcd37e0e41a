package io.tidemark.clickhouse.read;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.ClickHouseException;
import io.tidemark.clickhouse.LandedTo;
import io.tidemark.clickhouse.LandingProgress;
import io.tidemark.clickhouse.TopicEpochs;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** How far the log has landed, and what lies before an offset: what a reader of the log begins with. Thread-safe. */
public final class HistoryReader {
    /** A scan of three columns of all trade events; done once per start. */
    private static final Duration HISTORY_TIMEOUT = Duration.ofSeconds(60);

    private final TopicEpochs epochs;
    private final LandingProgress progress;
    private final Questions questions;

    public HistoryReader(ClickHouse clickHouse) {
        this.epochs = new TopicEpochs(clickHouse);
        this.progress = new LandingProgress(clickHouse);
        this.questions = new Questions(clickHouse, HISTORY_TIMEOUT);
    }

    /** The number of a topic's life; empty while landing has not met it. */
    public OptionalInt epoch(String topic, String uuid) {
        try {
            return epochs.find(topic, uuid);
        } catch (ClickHouseException failure) {
            throw ReadException.of(failure);
        }
    }

    /** Next offset by partition up to which a topic's life has landed, bars included. */
    public Map<Integer, Long> landedTo(String topic, int epoch) {
        Map<Integer, Long> offsets = new HashMap<>();
        try {
            for (LandedTo landed : progress.frontier()) {
                if (landed.topic().equals(topic) && landed.topicEpoch() == epoch) {
                    offsets.put(landed.partition(), landed.nextOffset());
                }
            }
        } catch (ClickHouseException failure) {
            throw ReadException.of(failure);
        }
        return offsets;
    }

    /** By instrument, and by venue for heartbeats: what came through the partition below the offset, or in an earlier life. */
    public Map<String, InstrumentHistory> below(int epoch, int partition, long offset) {
        Map<String, Object> bindings = new LinkedHashMap<>();
        bindings.put("epoch", epoch);
        bindings.put("partition", partition);
        bindings.put("below", offset);
        Map<String, InstrumentHistory> histories = new HashMap<>();
        questions
                .list(
                        "SELECT toString(instrument), max((id_epoch, trade_id)).1, max((id_epoch, trade_id)).2,"
                                + " toUnixTimestamp64Micro(max(least(event_time, known_at))),"
                                + " toUnixTimestamp64Micro(max(event_time)) FROM trade_events"
                                + " WHERE topic_epoch < {epoch:Int32} OR (topic_epoch = {epoch:Int32}"
                                + " AND partition = {partition:Int32} AND offset < {below:Int64}) GROUP BY instrument",
                        bindings,
                        row -> new InstrumentHistory(
                                row.getText(0), row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .forEach(history -> histories.put(history.instrument(), history));
        return histories;
    }
}
