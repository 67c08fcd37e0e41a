package io.tidemark.infra.benchmarks.latency;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.infra.benchmarks.instance.LandingStatus;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.infra.benchmarks.measure.Visibility;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.wire.Topics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The newest trades that an analyst sees in the view {@code trades}: of the busiest instrument of each partition, whose trades come
 * in the order of their times.
 */
final class TradesView implements Poll {
    private final ClickHouse clickHouse;
    private final LandingStatus status;
    private final Map<Integer, InstrumentId> instruments;
    private final Map<Integer, Visibility> seen = new TreeMap<>();
    private long fromMicros = Polls.nowMicros();

    TradesView(ClickHouse clickHouse, LandingStatus status, Map<Integer, InstrumentId> instruments) {
        this.clickHouse = clickHouse;
        this.status = status;
        this.instruments = instruments;
        instruments.keySet().forEach(partition -> seen.put(partition, new Visibility()));
    }

    @Override
    public String name() {
        return "clickhouseView";
    }

    @Override
    public void ask() {
        String wanted = instruments.values().stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
        Map<Integer, Long> newest = new TreeMap<>();
        clickHouse
                .query("SELECT `partition`, max(event_time) FROM trades WHERE instrument IN (" + wanted
                        + ") AND event_time >= fromUnixTimestamp64Micro({from:Int64}, 'UTC') GROUP BY `partition`")
                .bind("from", fromMicros)
                .setting("max_threads", 1)
                .forEach(row -> newest.put(row.getInt(0), row.getLong(1)));
        long now = Polls.nowMicros();
        newest.forEach((partition, time) -> of(partition).saw(time + 1, now));
        // What the slowest of them has shown needs not be read again.
        if (newest.size() == instruments.size()) {
            fromMicros = newest.values().stream().min(Long::compare).orElse(fromMicros);
        }
    }

    /** Its instruments have no trade at the very end of the log; the job says when all of it has become trades. */
    @Override
    public boolean hasSeen(LogRange range) {
        return range.recordsBelow(status.ask().landed(LandingStatus.CLICKHOUSE, Topics.TRADES)) == range.records();
    }

    Map<Integer, InstrumentId> instruments() {
        return instruments;
    }

    Visibility of(int partition) {
        return seen.computeIfAbsent(partition, unknown -> new Visibility());
    }
}
