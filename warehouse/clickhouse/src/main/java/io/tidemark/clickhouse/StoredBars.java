package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.Rows;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bars that are kept, of one minute and of one day, with the whole state of their fold. Of several versions of a bucket
 * the highest is read, so that writing is an insert in any order and may be repeated. Thread-safe.
 *
 * <p>Queries put conditions on the key, and only those, into PREWHERE: all versions of a bucket share the key, so that
 * filtering before FINAL leaves the same rows and the other columns are read for these alone.
 */
public final class StoredBars {
    private static final int KEYS_PER_QUERY = 20_000;
    private static final int ROWS_PER_INSERT = 200_000;
    private static final int DAYS_PER_INSERT = 500;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final ClickHouse clickHouse;
    private final BarRows rows = new BarRows();

    public StoredBars(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * Writes bars; those that are closed or revised also to {@code bar_revisions}, first, so that no version of a closed bar
     * is served that cannot be asked for later.
     */
    public void write(Collection<Bar> bars) {
        for (List<Bar> part : insertable(bars)) {
            BarBlock minutes = new BarBlock(part.size());
            BarBlock days = new BarBlock(16);
            BarBlock closed = new BarBlock(part.size());
            for (Bar bar : part) {
                requireStored(bar.key());
                (bar.key().interval() == BarInterval.MIN_1 ? minutes : days).add(bar);
                if (bar.version().status() != BarStatus.OPEN) {
                    closed.add(bar);
                }
            }
            if (closed.rows() > 0) {
                clickHouse.insertBlock(
                        Tables.BAR_REVISIONS, closed.columnsWithInterval(), Rows.range(0, closed.rows()));
            }
            insert(Tables.STORED_BARS_1M, minutes);
            insert(Tables.STORED_BARS_1D, days);
        }
    }

    /** A server refuses blocks of too many partitions, and a feed may bring trades of any days. */
    private static List<List<Bar>> insertable(Collection<Bar> bars) {
        if (bars.stream().mapToLong(StoredBars::day).distinct().count() <= DAYS_PER_INSERT) {
            return Batches.of(bars, ROWS_PER_INSERT);
        }
        SortedMap<Long, List<Bar>> byDay = new TreeMap<>();
        bars.forEach(
                bar -> byDay.computeIfAbsent(day(bar), day -> new ArrayList<>()).add(bar));
        List<List<Bar>> parts = new ArrayList<>();
        for (List<List<Bar>> days : Batches.of(byDay.values(), DAYS_PER_INSERT)) {
            parts.addAll(Batches.of(days.stream().flatMap(List::stream).toList(), ROWS_PER_INSERT));
        }
        return parts;
    }

    private static long day(Bar bar) {
        return Math.floorDiv(bar.key().startMicros(), MICROS_PER_DAY);
    }

    private void insert(String table, BarBlock block) {
        if (block.rows() > 0) {
            clickHouse.insertBlock(table, block.columns(), Rows.range(0, block.rows()));
        }
    }

    /** The bars of those of the buckets that have one, empty bars included. */
    public Map<BarKey, Bar> load(Collection<BarKey> keys) {
        Map<BarKey, Bar> bars = new HashMap<>();
        for (BarInterval interval : List.of(BarInterval.MIN_1, BarInterval.DAY_1)) {
            List<BarKey> wanted =
                    keys.stream().filter(key -> key.interval() == interval).toList();
            for (List<BarKey> part : Batches.of(wanted, KEYS_PER_QUERY)) {
                BarKeyColumns columns = new BarKeyColumns(part);
                clickHouse
                        .query("SELECT " + BarRows.COLUMNS + " FROM " + table(interval)
                                + " FINAL PREWHERE start >= fromUnixTimestamp64Micro({first:Int64}, 'UTC')"
                                + " AND start <= fromUnixTimestamp64Micro({last:Int64}, 'UTC')"
                                + " AND (instrument, start) IN (SELECT instrument, start FROM wanted)"
                                + " SETTINGS do_not_merge_across_partitions_select_final = 1")
                        .bind("first", columns.firstMicros())
                        .bind("last", columns.lastMicros())
                        .with("wanted", columns.columns(), part.size())
                        .forEach(row -> {
                            Bar bar = rows.bar(interval, row);
                            bars.put(bar.key(), bar);
                        });
            }
        }
        keys.forEach(StoredBars::requireStored);
        return bars;
    }

    /** The one-minute bars of a daily bucket, in order of time, empty bars included. */
    public List<Bar> minutesOf(BarKey day) {
        return minutesOf(List.of(day)).getOrDefault(day, List.of());
    }

    /** The one-minute bars of several daily buckets, each in order of time; a day without any is not in the answer. */
    public Map<BarKey, List<Bar>> minutesOf(Collection<BarKey> days) {
        Map<Span, Map<InstrumentId, BarKey>> bySpan = new LinkedHashMap<>();
        for (BarKey day : days) {
            if (day.interval() != BarInterval.DAY_1) {
                throw new IllegalArgumentException("minutes are asked for by day, was " + day);
            }
            long end = day.interval()
                    .endMicros(
                            day.startMicros(),
                            Instruments.calendarOf(day.instrument().venue()));
            bySpan.computeIfAbsent(new Span(day.startMicros(), end), span -> new HashMap<>())
                    .put(day.instrument(), day);
        }
        Map<BarKey, List<Bar>> minutes = new HashMap<>();
        bySpan.forEach((span, dayOf) -> {
            BarKeyColumns columns = new BarKeyColumns(dayOf.values());
            clickHouse
                    .query("SELECT " + BarRows.COLUMNS + " FROM stored_bars_1m FINAL"
                            + " PREWHERE instrument IN (SELECT instrument FROM wanted)"
                            + " AND start >= fromUnixTimestamp64Micro({from:Int64}, 'UTC')"
                            + " AND start < fromUnixTimestamp64Micro({to:Int64}, 'UTC')"
                            + " ORDER BY instrument, start"
                            + " SETTINGS do_not_merge_across_partitions_select_final = 1")
                    .bind("from", span.fromMicros())
                    .bind("to", span.toMicros())
                    .with("wanted", columns.columns(), dayOf.size())
                    .forEach(row -> {
                        Bar bar = rows.bar(BarInterval.MIN_1, row);
                        BarKey day = dayOf.get(bar.key().instrument());
                        if (day != null) {
                            minutes.computeIfAbsent(day, key -> new ArrayList<>())
                                    .add(bar);
                        }
                    });
        });
        return minutes;
    }

    /** All bars, of minutes and of days, that were last written as OPEN in a topic's life. */
    public List<Bar> open(int topicEpoch) {
        List<Bar> open = new ArrayList<>();
        for (BarInterval interval : List.of(BarInterval.MIN_1, BarInterval.DAY_1)) {
            String table = table(interval);
            clickHouse
                    .query("SELECT " + BarRows.COLUMNS + " FROM " + table + " FINAL PREWHERE (instrument, start) IN"
                            + " (SELECT instrument, start FROM " + table + " WHERE status = 'OPEN')"
                            + " WHERE status = 'OPEN' AND topic_epoch <= {epoch:Int32}"
                            + " SETTINGS do_not_merge_across_partitions_select_final = 1")
                    .bind("epoch", topicEpoch)
                    .forEach(row -> open.add(rows.bar(interval, row)));
        }
        return open;
    }

    /** {@link #open(int)} of some instruments only. */
    public List<Bar> open(int topicEpoch, Collection<InstrumentId> instruments) {
        Set<InstrumentId> wanted = new HashSet<>(instruments);
        return open(topicEpoch).stream()
                .filter(bar -> wanted.contains(bar.key().instrument()))
                .toList();
    }

    static String table(BarInterval interval) {
        return interval == BarInterval.MIN_1 ? Tables.STORED_BARS_1M : Tables.STORED_BARS_1D;
    }

    private static void requireStored(BarKey key) {
        if (key.interval() != BarInterval.MIN_1 && key.interval() != BarInterval.DAY_1) {
            throw new IllegalArgumentException(
                    "bars of 1m and 1d are stored, the others are merged when they are read; was " + key);
        }
    }

    private record Span(long fromMicros, long toMicros) {}
}
