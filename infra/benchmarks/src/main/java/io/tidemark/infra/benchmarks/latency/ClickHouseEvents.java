package io.tidemark.infra.benchmarks.latency;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.infra.benchmarks.measure.Visibility;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How far {@code trade_events} has come: a partition lands in ascending blocks, so its highest offset stands for all below. */
final class ClickHouseEvents implements Poll {
    private final ClickHouse clickHouse;
    private final int topicEpoch;
    private final Map<Integer, Long> next;
    private final Map<Integer, Visibility> seen = new TreeMap<>();

    ClickHouseEvents(ClickHouse clickHouse, int topicEpoch, Map<Integer, Long> from) {
        this.clickHouse = clickHouse;
        this.topicEpoch = topicEpoch;
        this.next = new TreeMap<>(from);
        from.keySet().forEach(partition -> seen.put(partition, new Visibility()));
    }

    @Override
    public String name() {
        return "clickhouseEvents";
    }

    @Override
    public void ask() {
        String above = next.entrySet().stream()
                .map(entry -> "(`partition` = " + entry.getKey() + " AND `offset` >= " + entry.getValue() + ")")
                .collect(Collectors.joining(" OR "));
        Map<Integer, Long> highest = new TreeMap<>();
        clickHouse
                .query("SELECT `partition`, max(`offset`) FROM trade_events WHERE topic_epoch = " + topicEpoch
                        + " AND (" + above + ") GROUP BY `partition`")
                .setting("max_threads", 1)
                .forEach(row -> highest.put(row.getInt(0), row.getLong(1)));
        long now = Polls.nowMicros();
        highest.forEach((partition, offset) -> {
            next.put(partition, offset + 1);
            of(partition).saw(offset + 1, now);
        });
    }

    @Override
    public boolean hasSeen(LogRange range) {
        return range.recordsBelow(next) == range.records();
    }

    Visibility of(int partition) {
        return seen.computeIfAbsent(partition, unknown -> new Visibility());
    }
}
