package io.tidemark.clickhouse;

import io.tidemark.market.instrument.InstrumentId;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** In which partition of a topic's life each instrument lives, as the landed trades say. */
public final class InstrumentPartitions {
    private record Life(InstrumentId instrument, int topicEpoch) {}

    private final Map<Life, Integer> partitions;

    private InstrumentPartitions(Map<Life, Integer> partitions) {
        this.partitions = Map.copyOf(partitions);
    }

    /** Two narrow columns of every landed trade are read. */
    public static InstrumentPartitions read(ClickHouse clickHouse) {
        InstrumentCache instruments = new InstrumentCache();
        Map<Life, Integer> partitions = new HashMap<>();
        clickHouse
                .query("SELECT toString(instrument), topic_epoch, any(`partition`) FROM trade_events"
                        + " WHERE action != 'HEARTBEAT' GROUP BY instrument, topic_epoch")
                .timeout(ClickHouse.COMMAND_TIMEOUT)
                .forEach(
                        row -> partitions.put(new Life(instruments.get(row.getText(0)), row.getInt(1)), row.getInt(2)));
        return new InstrumentPartitions(partitions);
    }

    /** Absent when no trade of the instrument has landed in that life of the topic. */
    public OptionalInt of(InstrumentId instrument, int topicEpoch) {
        Integer partition = partitions.get(new Life(instrument, topicEpoch));
        return partition == null ? OptionalInt.empty() : OptionalInt.of(partition);
    }
}
