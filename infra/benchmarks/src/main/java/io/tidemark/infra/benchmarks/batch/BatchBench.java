package io.tidemark.infra.benchmarks.batch;

import io.tidemark.batch.BarRebuild;
import io.tidemark.batch.RebuildReport;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.BenchSpark;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.measure.Machine;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import io.tidemark.lake.LakeSchemas;
import io.tidemark.lake.LakeTables;
import io.tidemark.market.table.BarTables;
import io.tidemark.market.table.ColumnType;
import io.tidemark.market.table.EventTables;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.storage.StorageLevel;

/** Builds the bars of a scratch lake by the batch layer's own code, beside a scan of the same columns, and of a tenth of it. */
public final class BatchBench {
    private static final int SMALL_SHARE = 10;
    /** What the rebuild reads of an event. */
    private static final List<String> COLUMNS = List.of(
            "instrument",
            "id_epoch",
            "trade_id",
            "revision",
            "action",
            "sequence",
            "event_time",
            "price",
            "size",
            "aggressor",
            "for_volume",
            "for_high_low",
            "for_open_close",
            "topic_epoch",
            "partition",
            "offset",
            "known_at");

    private static final List<String> FROM_MINUTES =
            List.of("5 minutes", "15 minutes", "30 minutes", "1 hour", "4 hours");
    private static final List<String> FROM_DAYS = List.of("week", "month");

    private static final DataType VOLUME = LakeSchemas.dataType(ColumnType.VOLUME);
    private static final DataType NOTIONAL = LakeSchemas.dataType(ColumnType.NOTIONAL);

    private final Options options;
    private final Instance instance;
    private final PrintStream progress;

    /** @param repetitions of each, of which the median counts */
    public record Options(long trades, int symbols, int repetitions) {
        public Options {
            if (trades < 10_000 || symbols < 1 || repetitions < 1) {
                throw new IllegalArgumentException(
                        "--trades must be at least 10000, --symbols and --repetitions at least 1, were " + trades + ", "
                                + symbols + " and " + repetitions);
            }
        }
    }

    public BatchBench(Options options, Instance instance, PrintStream progress) {
        this.options = options;
        this.instance = instance;
        this.progress = progress;
    }

    /** Medians of one size, in seconds. */
    private record Times(long rows, double scan, double build, double merge) {
        double scanRowsPerSecond() {
            return rows / scan;
        }

        double rowsPerSecond() {
            return rows / (build + merge);
        }
    }

    public BenchReport run() {
        Machine machine = Machine.now();
        SampleFolder samples = SampleFolder.create(instance.home(), "batch", Instant.now());
        SparkSession spark = BenchSpark.start(instance);
        try (SampleFolder.Csv csv = samples.csv("seconds", "trades", "repetition", "scan", "build", "merge")) {
            Times small = measure(spark, options.trades() / SMALL_SHARE, csv);
            Times large = measure(spark, options.trades(), csv);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("rowsPerSecond", Math.rint(large.rowsPerSecond()));
            figures.put("buildSeconds", large.build());
            figures.put("mergeSeconds", large.merge());
            figures.put("tenthRowsPerSecond", Math.rint(small.rowsPerSecond()));
            figures.put("tenthBuildSeconds", small.build());
            figures.put("tenthMergeSeconds", small.merge());
            Map<String, Object> floors = new LinkedHashMap<>();
            floors.put("scanRowsPerSecond", Math.rint(large.scanRowsPerSecond()));
            floors.put("tenthScanRowsPerSecond", Math.rint(small.scanRowsPerSecond()));
            Map<String, Object> ratios = new LinkedHashMap<>();
            ratios.put("ofScan", rounded(large.rowsPerSecond() / large.scanRowsPerSecond()));
            ratios.put("tenthOfScan", rounded(small.rowsPerSecond() / small.scanRowsPerSecond()));
            // 1 is linear; above it the large build is slower for each row.
            ratios.put("secondsPerRowToThoseOfTheTenth", rounded(small.rowsPerSecond() / large.rowsPerSecond()));
            return new BenchReport("batch", machine, settings(), figures, floors, ratios, samples.path());
        } finally {
            spark.stop();
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("trades", options.trades());
        settings.put("symbols", options.symbols());
        settings.put("days", ScratchLake.DAYS);
        settings.put("repetitions", options.repetitions());
        settings.put("heapBytes", Runtime.getRuntime().maxMemory());
        return settings;
    }

    private static double rounded(double ratio) {
        return Math.round(ratio * 1_000) / 1_000.0;
    }

    private Times measure(SparkSession spark, long trades, SampleFolder.Csv csv) {
        progress.printf("making %,d trades in a lake of their own%n", trades);
        double[] scans = new double[options.repetitions()];
        double[] builds = new double[options.repetitions()];
        double[] merges = new double[options.repetitions()];
        try (ScratchLake lake = ScratchLake.of(spark, instance.lake(), trades, options.symbols())) {
            Dataset<Row> events = LakeTables.read(spark, lake.settings(), EventTables.TRADE_EVENTS);
            long rows = events.count();
            for (int repetition = 0; repetition < options.repetitions(); repetition++) {
                scans[repetition] = seconds(() -> read(events.select(columns(COLUMNS))));
                builds[repetition] = seconds(() -> build(spark, lake, trades));
                merges[repetition] = seconds(() -> merge(spark, lake));
                csv.row(trades, repetition + 1, scans[repetition], builds[repetition], merges[repetition]);
                progress.printf(
                        "%,d trades: scan %.1f s, build %.1f s, longer intervals %.1f s%n",
                        trades, scans[repetition], builds[repetition], merges[repetition]);
            }
            return new Times(rows, median(scans), median(builds), median(merges));
        }
    }

    private static void build(SparkSession spark, ScratchLake lake, long trades) {
        RebuildReport report =
                new BarRebuild(spark, lake.settings(), BarRebuild.DEFAULT_LATENESS).run(lake.days(), List.of());
        // The last trades may be corrected into the day after, which is not built.
        if (report.trades() > trades || report.trades() < trades - trades / 1_000) {
            throw BenchException.failed(
                    "The bars have " + report.trades() + " trades, the lake has " + trades + ": the rebuild is wrong.");
        }
    }

    /** The intervals that are not stored, each made of the next shorter one: merging bars is as exact as folding trades. */
    private static void merge(SparkSession spark, ScratchLake lake) {
        Dataset<Row> bars = LakeTables.read(spark, lake.settings(), BarTables.BARS_1M);
        List<Dataset<Row>> kept = new ArrayList<>();
        for (String length : FROM_MINUTES) {
            bars = merged(bars, functions.window(functions.col("start"), length).getField("start"))
                    .persist(StorageLevel.MEMORY_AND_DISK());
            kept.add(bars);
            read(bars);
        }
        kept.forEach(Dataset::unpersist);
        Dataset<Row> days = LakeTables.read(spark, lake.settings(), BarTables.BARS_1D);
        FROM_DAYS.forEach(unit -> read(merged(days, functions.date_trunc(unit, functions.col("start")))));
    }

    private static Dataset<Row> merged(Dataset<Row> bars, Column bucket) {
        Column start = functions.col("start");
        return bars.groupBy(functions.col("instrument"), bucket.as("bucket"))
                .agg(
                        functions.min_by(functions.col("open"), start).as("open"),
                        functions.max("high").as("high"),
                        functions.min("low").as("low"),
                        functions.max_by(functions.col("close"), start).as("close"),
                        functions.sum("volume").cast(VOLUME).as("volume"),
                        functions.sum("notional").cast(NOTIONAL).as("notional"),
                        functions.sum("trades").as("trades"),
                        functions.sum("buy_volume").cast(VOLUME).as("buy_volume"),
                        functions.sum("sell_volume").cast(VOLUME).as("sell_volume"))
                .withColumnRenamed("bucket", "start");
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(functions::col).toArray(Column[]::new);
    }

    private static void read(Dataset<Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
    }

    private static double seconds(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return Math.round((System.nanoTime() - begun) / 1e6) / 1e3;
    }

    private static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
