package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.clickhouse.format.Rows;
import io.tidemark.market.instrument.InstrumentId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The tidemark of each instrument: the event time, µs, up to which the batch layer has published the bars. It only moves
 * forward, whatever is written. Thread-safe.
 */
public final class Tidemarks {
    private final ClickHouse clickHouse;

    public Tidemarks(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** @param patience how long an answer may take */
    public Map<String, Long> read(Duration patience) {
        Map<String, Long> tidemarks = new TreeMap<>();
        clickHouse
                .query("SELECT toString(instrument), max(tidemark) FROM tidemarks GROUP BY instrument")
                .timeout(patience)
                .forEach(row -> tidemarks.put(row.getText(0), row.getLong(1)));
        return tidemarks;
    }

    public Map<String, Long> read() {
        return read(Query.DEFAULT_TIMEOUT);
    }

    /** The tidemark of all instruments together, which is the smallest of theirs. */
    public static OptionalLong ofAll(Map<String, Long> tidemarks) {
        return tidemarks.values().stream().mapToLong(Long::longValue).min();
    }

    /** Moves tidemarks; those that are further stay where they are. Call after the last bar before it has been published. */
    public void advance(Collection<InstrumentId> instruments, long toMicros) {
        if (instruments.isEmpty()) {
            return;
        }
        DictionaryColumn<InstrumentId> instrument =
                new DictionaryColumn<>("instrument", StoreTypes.WORD, instruments.size());
        FixedColumn tidemark = FixedColumn.of("tidemark", StoreTypes.TIMESTAMP, 8, instruments.size());
        for (InstrumentId id : instruments) {
            instrument.add(id);
            tidemark.add(toMicros);
        }
        clickHouse.insertBlock(Tables.TIDEMARKS, List.of(instrument, tidemark), Rows.range(0, instruments.size()));
    }
}
