package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import java.util.List;

/** Rows for one event table, column by column, in ascending order of offset. Not thread-safe. */
public sealed interface EventBlock permits TradeBlock, QuoteBlock, QuarantineBlock {
    /** The table that it goes into. */
    String table();

    int rows();

    long offset(int row);

    long knownAtMicros(int row);

    /** Whether the rows are of the range's topic epoch and partition. */
    boolean isOf(PartitionRange range);

    List<ColumnBuilder> columns();
}
