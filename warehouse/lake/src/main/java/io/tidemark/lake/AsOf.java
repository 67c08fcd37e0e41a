package io.tidemark.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.struct;

import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.table.Column;
import io.tidemark.market.table.EventTables;
import io.tidemark.settings.LakeSettings;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What was known at a moment: the trades as they stood after the events with {@code known_at} up to then, and nothing else. Events
 * are append-only, so the answer is the same whenever it is asked, of any version of the table that holds everything of then.
 */
public final class AsOf {
    private static final String TRADES = "trades";
    private static final List<String> IDENTITY = List.of("instrument", "id_epoch", "trade_id");
    private static final Object[] STANDING = {TradeAction.NEW.name(), TradeAction.CORRECT.name()};

    private AsOf() {}

    /**
     * Every trade that stood at a moment, with the columns of {@code trade_events} and the event that stated it.
     *
     * <p>Narrow it by instrument, which is narrowed before anything is compared. A range of event times comes after: a trade that a
     * correction had moved away by then has an event in the range.
     *
     * @throws LakeException when something of then may still land
     */
    public static Dataset<Row> trades(SparkSession spark, LakeSettings settings, Instant at) {
        Instant frontier = frontier(spark, settings).orElse(Instant.EPOCH);
        if (!at.isBefore(frontier)) {
            throw new LakeException(
                    "As of " + at + " is not before " + frontier + ", up to which the trades have landed in "
                            + LakeTables.path(settings, EventTables.TRADE_EVENTS)
                            + ": ask for a moment before that, or again when it has landed (./tidemark status).");
        }
        return standing(LakeTables.read(spark, settings, EventTables.TRADE_EVENTS), at);
    }

    /**
     * Bars of trades that stood at a moment, with their values: what a bar is, the one fold says. Of a range of trades that begins or
     * ends within a bucket, the bar is of what is in the range.
     */
    public static Dataset<Row> bars(Dataset<Row> standingTrades, BarInterval interval) {
        return AsOfBars.fold(standingTrades, interval);
    }

    /** The trades of some trade events that stood at a moment, which is not checked. */
    static Dataset<Row> standing(Dataset<Row> events, Instant at) {
        org.apache.spark.sql.Column[] columns = EventTables.TRADE_EVENTS.columns().stream()
                .map(Column::name)
                .map(name -> col(name))
                .toArray(org.apache.spark.sql.Column[]::new);
        return events.filter(col("known_at").leq(lit(at)).and(col("action").notEqual(TradeAction.HEARTBEAT.name())))
                .groupBy(IDENTITY.stream().map(name -> col(name)).toArray(org.apache.spark.sql.Column[]::new))
                // The highest revision, among equal ones the earliest in the log: negated positions make that a
                // maximum.
                .agg(max_by(struct(columns), struct(col("revision"), negate(col("topic_epoch")), negate(col("offset"))))
                        .as("state"))
                .select("state.*")
                .filter(col("action").isin(STANDING));
    }

    /**
     * Up to when the trades have landed: the append time of the last landed record of the partition that is furthest behind, in the
     * newest life of the topic. Nothing that was appended before it can still land. Absent while nothing has landed.
     */
    public static Optional<Instant> frontier(SparkSession spark, LakeSettings settings) {
        Map<Integer, String> lives = TopicEpochs.all(spark, settings, TRADES);
        if (lives.isEmpty()) {
            return Optional.empty();
        }
        int newest = Collections.max(lives.keySet());
        // Quarantine runs ahead of the events: what counts is what the events' table says of itself.
        NextOffsets next = new LandingSink(spark, settings)
                .nextOffsets(EventTables.TRADE_EVENTS, String.valueOf(lives.get(newest)));
        org.apache.spark.sql.Column last = lit(false);
        for (Map.Entry<Integer, Long> partition : next.byPartition().entrySet()) {
            last = last.or(col("partition")
                    .equalTo(partition.getKey())
                    .and(col("offset").equalTo(partition.getValue() - 1)));
        }
        org.apache.spark.sql.Column isLast = col("topic_epoch").equalTo(newest).and(last);
        Dataset<Row> ends = LakeTables.read(spark, settings, EventTables.TRADE_EVENTS)
                .filter(isLast)
                .select("known_at");
        if (LakeTables.exists(spark, settings, EventTables.QUARANTINE)) {
            ends = ends.union(LakeTables.read(spark, settings, EventTables.QUARANTINE)
                    .filter(col("topic").equalTo(TRADES).and(isLast))
                    .select("known_at"));
        }
        return ends.collectAsList().stream().map(row -> instant(row.get(0))).min(Instant::compareTo);
    }

    /** Spark gives one or the other, by a setting of the session. */
    private static Instant instant(Object timestamp) {
        return timestamp instanceof Instant instant ? instant : ((Timestamp) timestamp).toInstant();
    }
}
