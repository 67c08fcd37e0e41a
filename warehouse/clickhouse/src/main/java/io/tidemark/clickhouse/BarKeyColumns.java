package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Collection;
import java.util.List;

/** Bar keys as a temporary table of {@code (instrument, start)}. */
final class BarKeyColumns {
    private final DictionaryColumn<InstrumentId> instrument;
    private final FixedColumn start;
    private long firstMicros = Long.MAX_VALUE;
    private long lastMicros = Long.MIN_VALUE;

    BarKeyColumns(Collection<BarKey> keys) {
        instrument = new DictionaryColumn<>("instrument", StoreTypes.WORD, keys.size());
        start = FixedColumn.of("start", StoreTypes.TIMESTAMP, 8, keys.size());
        for (BarKey key : keys) {
            instrument.add(key.instrument());
            start.add(key.startMicros());
            firstMicros = Math.min(firstMicros, key.startMicros());
            lastMicros = Math.max(lastMicros, key.startMicros());
        }
    }

    List<ColumnBuilder> columns() {
        return List.of(instrument, start);
    }

    long firstMicros() {
        return firstMicros;
    }

    long lastMicros() {
        return lastMicros;
    }
}
