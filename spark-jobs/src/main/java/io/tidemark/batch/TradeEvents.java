package io.tidemark.batch;

import io.tidemark.market.instrument.InstrumentId;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.util.sketch.BloomFilter;

/** The events of {@code trade_events} that decide the bars of a plan's days, on whatever day they are. */
final class TradeEvents {
    private static final double FALSE_CANDIDATES = 0.01;
    private static final Column IS_HEARTBEAT = functions.col("action").equalTo("HEARTBEAT");
    private static final Column IDENTITY =
            functions.xxhash64(functions.col("instrument"), functions.col("id_epoch"), functions.col("trade_id"));

    private final Dataset<Row> table;
    private final RebuildPlan plan;
    private final Column isWanted;
    private final Column isRead;

    TradeEvents(Dataset<Row> table, RebuildPlan plan, Collection<InstrumentId> instruments) {
        this.table = table;
        this.plan = plan;
        this.isRead = functions
                .col("event_date")
                .isin(plan.readDays().stream().map(Date::valueOf).toArray());
        this.isWanted = instruments.isEmpty()
                ? functions.lit(true)
                : functions
                        .col("instrument")
                        .isin(instruments.stream().map(InstrumentId::toString).toArray());
    }

    /** @param shares of the instruments that have events on the days */
    record Deciding(Dataset<Row> events, InstrumentShares shares) {}

    /**
     * The days' own events, and events of other days that may name the same trades: a trade's other revisions and repeats may
     * have any event time.
     */
    Deciding thatDecideTheDays() {
        Dataset<Row> own = table.filter(isRead.and(isWanted).and(functions.not(IS_HEARTBEAT)));
        List<Row> instruments = own.groupBy("instrument")
                .agg(functions.count(functions.lit(1)), functions.min("trade_id"), functions.max("trade_id"))
                .orderBy("instrument")
                .collectAsList();
        InstrumentShares shares = InstrumentShares.of(
                instruments.stream()
                        .map(row -> new InstrumentShares.Load(row.getString(0), row.getLong(1)))
                        .toList(),
                table.sparkSession().sparkContext().defaultParallelism());
        return new Deciding(instruments.isEmpty() ? own : withOthers(own, instruments), shares);
    }

    /** @param instruments of the days' own events: name, count, lowest and highest id, by name */
    private Dataset<Row> withOthers(Dataset<Row> own, List<Row> instruments) {
        long count = instruments.stream().mapToLong(row -> row.getLong(1)).sum();
        long lowest =
                instruments.stream().mapToLong(row -> row.getLong(2)).min().orElseThrow();
        long highest =
                instruments.stream().mapToLong(row -> row.getLong(3)).max().orElseThrow();
        // The ranges let Delta pass over files by their statistics; what is left is tried one by one.
        Dataset<Row> near = table.filter(functions.not(isRead).and(isWanted).and(functions.not(IS_HEARTBEAT)))
                .filter(functions
                        .col("instrument")
                        .between(
                                instruments.get(0).getString(0),
                                instruments.get(instruments.size() - 1).getString(0))
                        .and(functions.col("trade_id").between(lowest, highest)));
        if (near.isEmpty()) {
            return own;
        }
        BloomFilter identities =
                own.select(IDENTITY.as("identity")).stat().bloomFilter("identity", count, FALSE_CANDIDATES);
        // A false candidate does no harm: it is a trade of another day, and its bars are not wanted.
        return own.union(near.withColumn("identity", IDENTITY)
                .filter((FilterFunction<Row>) row -> identities.mightContainLong(row.getLong(row.length() - 1)))
                .drop("identity"));
    }

    /** Heartbeats of the days, and the first event of each instrument and venue on later days. */
    OtherMarks otherMarks() {
        OtherMarks marks = new OtherMarks();
        Column date = functions.col("event_date");
        Column isLater = date.gt(Date.valueOf(plan.lastReadDay()));
        LocalDate first = plan.firstReadDay();
        Dataset<Row> moving = table.filter(
                isLater.and(isWanted.or(IS_HEARTBEAT)).or(IS_HEARTBEAT.and(date.geq(Date.valueOf(first)))));
        Column reached = functions.least(functions.col("event_time"), functions.col("known_at"));
        Column minute = functions
                .when(isLater, functions.lit(Marks.LATER_THAN_ALL))
                .otherwise(functions.floor(functions
                        .unix_micros(reached)
                        .minus(functions.lit(plan.latenessMicros()))
                        .divide(functions.lit(60_000_000L))));
        moving.groupBy(
                        functions.col("instrument"),
                        functions.col("topic_epoch"),
                        functions.col("partition"),
                        minute.as("m"))
                .agg(functions
                        .min(functions.struct(
                                functions.col("offset"), functions.unix_micros(functions.col("known_at"))))
                        .as("first"))
                .toLocalIterator()
                .forEachRemaining(row -> add(marks, row));
        return marks;
    }

    private static void add(OtherMarks marks, Row row) {
        Row first = row.getStruct(4);
        int epoch = row.getInt(1);
        marks.of(row.getString(0), epoch, row.getInt(2))
                .add(row.getLong(3), new Marks.Event(Place.of(epoch, first.getLong(0)), first.getLong(1)));
    }
}
