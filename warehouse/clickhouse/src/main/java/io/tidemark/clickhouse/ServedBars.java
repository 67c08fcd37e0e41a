package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.instrument.InstrumentId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stored bars that are served now, over ranges of starts, empty ones included. Thread-safe. */
public final class ServedBars {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String IN_RANGE = " start >= fromUnixTimestamp64Micro({from:Int64}, 'UTC')"
            + " AND start < fromUnixTimestamp64Micro({to:Int64}, 'UTC')";

    private final ClickHouse clickHouse;
    private final BarRows rows = new BarRows();
    private final InstrumentCache instruments = new InstrumentCache();

    public ServedBars(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** The instruments with a bar that starts in [from, to), µs. */
    public Set<InstrumentId> instruments(BarInterval interval, long fromMicros, long toMicros) {
        Set<InstrumentId> found = new HashSet<>();
        range(
                        "SELECT DISTINCT toString(instrument) FROM " + StoredBars.table(interval) + " WHERE" + IN_RANGE,
                        fromMicros,
                        toMicros)
                .forEach(row -> found.add(instruments.get(row.getText(0))));
        return found;
    }

    /** Every instrument that has a bar at all. */
    public Set<InstrumentId> instruments() {
        return Set.copyOf(clickHouse
                .query("SELECT DISTINCT toString(instrument) FROM stored_bars_1d")
                .list(row -> instruments.get(row.getText(0))));
    }

    /** The instruments' bars that start in [from, to), µs. */
    public Map<BarKey, Bar> between(
            BarInterval interval, Collection<InstrumentId> wanted, long fromMicros, long toMicros) {
        DictionaryColumn<InstrumentId> column = new DictionaryColumn<>("instrument", StoreTypes.WORD, wanted.size());
        wanted.forEach(column::add);
        Map<BarKey, Bar> bars = new HashMap<>();
        range(
                        "SELECT " + BarRows.COLUMNS + " FROM " + StoredBars.table(interval)
                                + " FINAL PREWHERE instrument IN (SELECT instrument FROM wanted) AND" + IN_RANGE
                                + " SETTINGS do_not_merge_across_partitions_select_final = 1",
                        fromMicros,
                        toMicros)
                .with("wanted", List.of(column), wanted.size())
                .forEach(row -> {
                    Bar bar = rows.bar(interval, row);
                    bars.put(bar.key(), bar);
                });
        return bars;
    }

    private Query range(String sql, long fromMicros, long toMicros) {
        return clickHouse
                .query(sql)
                .bind("from", fromMicros)
                .bind("to", toMicros)
                .timeout(PATIENCE);
    }
}
