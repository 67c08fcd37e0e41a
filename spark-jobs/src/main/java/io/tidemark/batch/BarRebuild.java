package io.tidemark.batch;

import io.tidemark.lake.LakeTables;
import io.tidemark.lake.PinnedTable;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.table.BarTables;
import io.tidemark.market.table.EventTables;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Rebuilds the lake's bars of whole days from its trade events, by the same fold as the stream's. A day's bars are replaced at
 * once; a second run writes the same again.
 */
public final class BarRebuild {
    /** As the stream's default. */
    public static final Duration DEFAULT_LATENESS = Duration.ofSeconds(2);

    private final SparkSession spark;
    private final LakeSettings settings;
    private final Duration lateness;

    public BarRebuild(SparkSession spark, LakeSettings settings, Duration lateness) {
        this.spark = spark;
        this.settings = settings;
        this.lateness = lateness;
    }

    /**
     * @param days UTC dates of events
     * @param instruments whose bars are rebuilt; empty: all
     */
    public RebuildReport run(Collection<LocalDate> days, Collection<InstrumentId> instruments) {
        LakeTables.ensure(spark, settings, EventTables.TRADE_EVENTS);
        PinnedTable events = PinnedTable.newest(spark, settings, EventTables.TRADE_EVENTS);
        long start = System.nanoTime();
        try (BuiltBars bars = build(events, days, instruments)) {
            return store(bars, start);
        }
    }

    /** Folds the bars of the days as one version of the lake has them, and keeps them until they are closed. */
    BuiltBars build(PinnedTable events, Collection<LocalDate> days, Collection<InstrumentId> instruments) {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("at least one day is needed");
        }
        RebuildPlan plan = RebuildPlan.of(days, lateness);
        TradeEvents trades = new TradeEvents(events.rows(), plan, instruments);
        TradeEvents.Deciding deciding = trades.thatDecideTheDays();
        Dataset<Row> rows = fold(deciding, plan, trades.otherMarks());
        return new BuiltBars(
                plan,
                List.copyOf(instruments),
                deciding.shares().files(spark.sparkContext().defaultParallelism()),
                // Kept in memory too, a part that does not fit would be tried there again at each reading, and
                // take what sorting and counting need to begin at all.
                rows.persist(StorageLevel.DISK_ONLY()));
    }

    /** Replaces the days' bars in the lake. */
    RebuildReport store(BuiltBars bars, long startNanos) {
        LakeTables.ensure(spark, settings, BarTables.BARS_1M);
        LakeTables.ensure(spark, settings, BarTables.BARS_1D);
        // As the tasks folded them: by instrument and start.
        replace(
                BarRows.table(bars.rows(), "1m").coalesce(bars.files()),
                BarTables.BARS_1M,
                bars.plan().minuteDays(),
                bars.instruments());
        replace(
                BarRows.table(bars.rows(), "1d").repartition(1).sortWithinPartitions("start_date", "instrument"),
                BarTables.BARS_1D,
                bars.plan().dayDays(),
                bars.instruments());
        BuiltBars.Counts counts = bars.counts();
        return new RebuildReport(
                List.copyOf(bars.plan().minuteDays()),
                counts.tradesInMinutes(),
                counts.minutes(),
                counts.days(),
                (System.nanoTime() - startNanos) / 1e9);
    }

    /** Pure: the bars of events that are whole trades. */
    static Dataset<Row> fold(TradeEvents.Deciding deciding, RebuildPlan plan, OtherMarks otherMarks) {
        InstrumentShares shares = deciding.shares();
        JavaRDD<Row> bars = shares.joinedTo(deciding.events())
                .select(TradeRows.columns())
                .repartitionById(shares.tasks(), TradeRows.task())
                .sortWithinPartitions(TradeRows.order())
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(new FoldBars(shares.instruments(), plan, otherMarks));
        return deciding.events().sparkSession().createDataFrame(bars, BarRows.SCHEMA);
    }

    private void replace(
            Dataset<Row> bars, TableDefinition table, Set<LocalDate> days, Collection<InstrumentId> instruments) {
        String replaced = "start_date IN ("
                + days.stream().map(day -> "DATE'" + day + "'").collect(Collectors.joining(", ")) + ")";
        if (!instruments.isEmpty()) {
            replaced += " AND instrument IN ("
                    + instruments.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", ")) + ")";
        }
        bars.write()
                .format("delta")
                .mode("overwrite")
                .option("replaceWhere", replaced)
                .save(LakeTables.path(settings, table));
    }
}
