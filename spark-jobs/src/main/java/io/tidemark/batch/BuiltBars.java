package io.tidemark.batch;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.instrument.InstrumentId;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The bars of some days as the batch layer has folded them, buckets that became empty included; kept by Spark until closed.
 *
 * @param instruments whose bars these are; empty: all
 * @param files that the minutes of a day go to
 * @param rows as {@link BarRows} lays them out
 */
record BuiltBars(RebuildPlan plan, List<InstrumentId> instruments, int files, Dataset<Row> rows)
        implements AutoCloseable {
    private static final Column DATE = functions.to_date(functions.timestamp_micros(functions.col("start")));

    /** One interval's bars by date, instrument and start, brought to the driver a part at a time. */
    Iterator<Bar> inOrder(BarInterval interval) {
        Iterator<Row> sorted = rows.filter(functions.col(BarRows.INTERVAL).equalTo(interval.label()))
                .sort(DATE, functions.col("instrument"), functions.col("start"))
                .toLocalIterator();
        RowBars reader = new RowBars();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return sorted.hasNext();
            }

            @Override
            public Bar next() {
                return reader.bar(sorted.next());
            }
        };
    }

    /** How many bars of each day that was asked for the log has not closed; every such day is in the answer. */
    Map<LocalDate, Long> openByDay() {
        Map<LocalDate, Long> open = new TreeMap<>();
        plan.minuteDays().forEach(day -> open.put(day, 0L));
        rows.filter(functions
                        .col("status")
                        .equalTo("OPEN")
                        .and(functions.col("eligible_trades").gt(0)))
                .groupBy(DATE.cast("string").as("day"))
                .count()
                .collectAsList()
                .forEach(
                        row -> open.computeIfPresent(LocalDate.parse(row.getString(0)), (day, none) -> row.getLong(1)));
        return Collections.unmodifiableMap(open);
    }

    /** Of the bars that have trades. */
    record Counts(long minutes, long days, long tradesInMinutes) {}

    Counts counts() {
        Column isMinute = functions.col(BarRows.INTERVAL).equalTo(BarInterval.MIN_1.label());
        Row row = rows.filter(functions.col("eligible_trades").gt(0))
                .agg(
                        functions.count_if(isMinute),
                        functions.count_if(functions.not(isMinute)),
                        functions.coalesce(
                                functions.sum(functions.when(isMinute, functions.col("trades"))), functions.lit(0L)))
                .first();
        return new Counts(row.getLong(0), row.getLong(1), row.getLong(2));
    }

    @Override
    public void close() {
        rows.unpersist();
    }
}
