package io.tidemark.infra.benchmarks.serving;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.infra.benchmarks.instance.DayLoad;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * The bars of whole days as a view serves them, once each, in a MergeTree with the columns, codecs, partitions, order and
 * granularity of {@code stored_bars_1m}. What it lacks is what the view does: sorting out versions. Closing it drops the table.
 */
final class PlainTable implements AutoCloseable {
    /** What {@code bars_1m} shows of the stored columns. */
    private static final String COLUMNS = "instrument, start, `end`, open, high, low, close, volume, notional, trades,"
            + " buy_volume, sell_volume, first_time, last_time, status, revision, known_to, known_at, layer, quality, vwap";

    private final ClickHouse clickHouse;
    private final String name;

    private PlainTable(ClickHouse clickHouse, String name) {
        this.clickHouse = clickHouse;
        this.name = name;
    }

    /** @param clickHouse of the owner, who alone may make tables */
    static PlainTable create(ClickHouse clickHouse, String name) {
        clickHouse.command(
                "CREATE TABLE " + name + " AS stored_bars_1m ENGINE = MergeTree"
                        + " PARTITION BY toYYYYMMDD(start) ORDER BY (instrument, start)"
                        + " SETTINGS index_granularity = 1024, min_compress_block_size = 16384, max_compress_block_size = 65536");
        clickHouse.command("ALTER TABLE " + name + " MODIFY COLUMN vwap REMOVE MATERIALIZED");
        return new PlainTable(clickHouse, name);
    }

    String name() {
        return name;
    }

    /** Copies a day as it is served now, into one part. */
    void copy(LocalDate day) {
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        clickHouse.command(
                "INSERT INTO " + name + " (" + COLUMNS + ") SELECT " + COLUMNS + " FROM bars_1m"
                        + " WHERE start >= {from:DateTime64(6, 'UTC')} AND start < {to:DateTime64(6, 'UTC')}",
                Map.of("from", DayLoad.sqlTime(from), "to", DayLoad.sqlTime(to)));
        merge(clickHouse, name, day);
    }

    /** Merges all parts of a day into one, as a server does that is left alone for long enough. */
    static void merge(ClickHouse clickHouse, String table, LocalDate day) {
        clickHouse.command("OPTIMIZE TABLE " + table + " PARTITION " + partition(day) + " FINAL");
    }

    /** Active parts and rows, versions included, that a table has of a day. */
    static List<Long> partsAndRows(ClickHouse clickHouse, String table, LocalDate day) {
        return clickHouse
                .query("SELECT toInt64(count()), toInt64(sum(rows)) FROM system.parts WHERE active"
                        + " AND database = currentDatabase() AND table = {table:String} AND partition = {day:String}")
                .bind("table", table)
                .bind("day", partition(day))
                .first(row -> List.of(row.getLong(0), row.getLong(1)))
                .orElse(List.of(0L, 0L));
    }

    /** As {@code toYYYYMMDD} names it. */
    static String partition(LocalDate day) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    @Override
    public void close() {
        clickHouse.command("DROP TABLE IF EXISTS " + name + " SYNC");
    }
}
