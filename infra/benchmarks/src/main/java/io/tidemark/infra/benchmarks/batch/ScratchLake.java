package io.tidemark.infra.benchmarks.batch;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.lake.LakeSchemas;
import io.tidemark.lake.LakeTables;
import io.tidemark.market.table.EventTables;
import io.tidemark.settings.LakeSettings;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;

/**
 * A lake beside the instance's, with trades that Spark makes itself: evenly over some days and instruments, in the order of the
 * log, one in a thousand corrected by a second event that moves it by 90 s. Closing it deletes it.
 */
final class ScratchLake implements AutoCloseable {
    static final int DAYS = 2;

    /** Long past, so that no bar is open. The last of a month. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 31);

    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long CORRECTED_EVERY = 1_000;
    private static final long MOVED_MICROS = 90_000_000;
    private static final int FILES = 10;

    private final SparkSession spark;
    private final LakeSettings settings;

    private ScratchLake(SparkSession spark, LakeSettings settings) {
        this.spark = spark;
        this.settings = settings;
    }

    static ScratchLake of(SparkSession spark, LakeSettings instance, long trades, int symbols) {
        LakeSettings settings = new LakeSettings(
                instance.lakeUri() + "-bench-" + System.currentTimeMillis(),
                instance.endpoint(),
                instance.accessKey(),
                instance.secretKey(),
                instance.region());
        ScratchLake lake = new ScratchLake(spark, settings);
        LakeTables.ensure(spark, settings, EventTables.TRADE_EVENTS);
        lake.append(lake.events(spark.range(0, trades, 1, FILES).toDF(), trades, symbols, false));
        lake.append(lake.events(spark.range(0, trades, CORRECTED_EVERY, 1).toDF(), trades, symbols, true));
        return lake;
    }

    LakeSettings settings() {
        return settings;
    }

    List<LocalDate> days() {
        return Stream.iterate(FIRST_DAY, day -> day.plusDays(1)).limit(DAYS).toList();
    }

    private void append(Dataset<Row> events) {
        events.write().format("delta").mode("append").save(LakeTables.path(settings, EventTables.TRADE_EVENTS));
    }

    /** @param numbers of the trades, in their column {@code id} */
    private Dataset<Row> events(Dataset<Row> numbers, long trades, int symbols, boolean areCorrections) {
        Column id = functions.col("id");
        Column number = functions.pmod(functions.xxhash64(id), functions.lit((long) symbols));
        long beginMicros = FIRST_DAY.toEpochDay() * MICROS_PER_DAY;
        Column micros =
                id.multiply(functions.lit(DAYS * MICROS_PER_DAY / trades)).plus(functions.lit(beginMicros));
        // A walk nobody trades on, but with as many digits as prices have.
        Column cents = functions
                .pmod(functions.xxhash64(id, functions.lit(7)), functions.lit(2_000L))
                .plus(number.multiply(functions.lit(1_000L)))
                .plus(functions.lit(10_000L));
        Column known = functions.timestamp_micros(micros.plus(functions.lit(50_000L)));
        Dataset<Row> rows = numbers.select(
                functions.format_string("sim:S%04d-USD", number).as("instrument"),
                functions.lit(1).as("id_epoch"),
                id.as("trade_id"),
                functions.lit(areCorrections ? 1 : 0).as("revision"),
                functions.lit(areCorrections ? "CORRECT" : "NEW").as("action"),
                id.as("sequence"),
                functions
                        .timestamp_micros(areCorrections ? micros.plus(functions.lit(MOVED_MICROS)) : micros)
                        .as("event_time"),
                functions.lit("VENUE").as("time_source"),
                functions.timestamp_micros(micros.plus(functions.lit(1_000L))).as("received_at"),
                cents.cast("decimal(18,2)")
                        .divide(functions.lit(100))
                        .cast("decimal(18,9)")
                        .as("price"),
                functions
                        .pmod(functions.xxhash64(id, functions.lit(9)), functions.lit(100L))
                        .plus(functions.lit(1L))
                        .cast("decimal(18,8)")
                        .as("size"),
                functions
                        .when(id.bitwiseAND(functions.lit(1L)).equalTo(0L), "BUY")
                        .otherwise("SELL")
                        .as("aggressor"),
                functions.lit(null).cast("string").as("exchange"),
                functions.lit(null).cast("string").as("venue_trade_id"),
                functions.lit(null).cast("string").as("conditions"),
                functions.lit(true).as("for_volume"),
                functions.lit(true).as("for_high_low"),
                functions.lit(true).as("for_open_close"),
                functions.lit("LIVE").as("origin"),
                functions.lit(null).cast("string").as("origin_file"),
                known.as("available_at"),
                functions.lit(0).as("topic_epoch"),
                functions.pmod(number, functions.lit(2L)).cast("int").as("partition"),
                areCorrections ? id.plus(functions.lit(trades)).as("offset") : id.as("offset"),
                known.as("known_at"));
        Dataset<Row> dated = rows.withColumn("event_date", functions.to_date(functions.col("event_time")));
        return dated.select(Stream.of(LakeSchemas.of(EventTables.TRADE_EVENTS).fields())
                .map(StructField::name)
                .map(functions::col)
                .toArray(Column[]::new));
    }

    @Override
    public void close() {
        Path folder = new Path(settings.s3aUri());
        try {
            folder.getFileSystem(spark.sparkContext().hadoopConfiguration()).delete(folder, true);
        } catch (IOException failure) {
            throw BenchException.failed("The scratch lake " + folder + " is left behind: " + failure, failure);
        }
    }
}
