package io.tidemark.infra.benchmarks.ingest;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what ClickHouse holds: a rate of rows that are not there is no rate. */
final class Counts {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final ClickHouse clickHouse;
    private final int topicEpoch;

    Counts(ClickHouse clickHouse, int topicEpoch) {
        this.clickHouse = clickHouse;
        this.topicEpoch = topicEpoch;
    }

    int topicEpoch() {
        return topicEpoch;
    }

    /** Sum over all one-minute bars of how many trades each has. */
    long barTrades() {
        return number("SELECT sum(trades) FROM bars_1m");
    }

    /**
     * @param barTrades how much that sum has grown
     * @throws BenchException when a count differs
     */
    Map<String, Object> verify(LogRange range, long trades, long barTrades) {
        String within = " WHERE topic_epoch = " + topicEpoch + " AND " + range.condition();
        long events = number("SELECT count() FROM trade_events" + within);
        long offsets = number("SELECT uniqExact(`partition`, `offset`) FROM trade_events" + within);
        long rejected =
                number("SELECT count() FROM quarantine_events" + within + " AND topic = '" + Topics.TRADES + "'");
        if (events + rejected != range.records() || offsets != events || rejected != 0) {
            throw BenchException.failed("Published were " + range.records() + " records; ClickHouse holds " + events
                    + " of them as events (" + offsets + " offsets) and " + rejected
                    + " in quarantine. Run ./tidemark audit.");
        }
        if (barTrades != trades) {
            throw BenchException.failed("Published were " + trades + " trades; the one-minute bars have " + barTrades
                    + " more than before. Run ./tidemark audit.");
        }
        Map<String, Object> verified = new LinkedHashMap<>();
        verified.put("recordsPublished", range.records());
        verified.put("clickHouseEvents", events);
        verified.put("quarantined", rejected);
        verified.put("tradesPublished", trades);
        verified.put("barTrades", barTrades);
        return verified;
    }

    private long number(String sql) {
        return clickHouse
                .query(sql)
                .timeout(LONGEST)
                .first(row -> row.getLong(0))
                .orElse(0L);
    }
}
