package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import io.tidemark.market.event.LogPosition;
import java.util.ArrayList;
import java.util.List;

/** Rows for one event table, column by column, in ascending order of offset. Not thread-safe. */
public abstract sealed class EventBlock permits TradeBlock, QuoteBlock, QuarantineBlock {
    private final String table;
    private final LogColumns log;

    EventBlock(String table, int expectedRows) {
        this.table = table;
        this.log = new LogColumns(expectedRows);
    }

    /** The columns before those that say where the log holds the row. */
    abstract List<ColumnBuilder> eventColumns();

    /** Ends a row, whose event columns have been added. */
    final void addPosition(LogPosition position) {
        log.add(position);
    }

    /** The table that it goes into. */
    public final String table() {
        return table;
    }

    public final int rows() {
        return log.rows();
    }

    public final long offset(int row) {
        return log.offset(row);
    }

    public final long knownAtMicros(int row) {
        return log.knownAtMicros(row);
    }

    /** Whether the rows are of the range's topic epoch and partition. */
    public final boolean isOf(PartitionRange range) {
        return log.areOf(range);
    }

    public final List<ColumnBuilder> columns() {
        List<ColumnBuilder> columns = new ArrayList<>(eventColumns());
        columns.addAll(log.columns());
        return columns;
    }
}
