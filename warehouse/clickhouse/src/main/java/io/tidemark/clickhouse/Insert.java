package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import io.tidemark.clickhouse.format.NativeBlock;
import io.tidemark.clickhouse.format.Rows;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One insert of one block.
 *
 * @param queryId the id by which it can be killed
 * @param token deduplication token; absent: the server does not deduplicate
 * @param timeout from sending to the answer
 */
record Insert(
        String table,
        List<? extends ColumnBuilder> columns,
        Rows rows,
        String queryId,
        Optional<String> token,
        Duration timeout) {
    /** One block stays one part: whole or absent, whatever kills the server. */
    static final Map<String, String> ONE_BLOCK_ONE_PART = Map.of(
            "async_insert", "0",
            "max_insert_block_size", "1000000",
            "min_insert_block_size_rows", "0",
            "min_insert_block_size_bytes", "0",
            "max_insert_threads", "1",
            // Versions of a row collapse when they are merged and read; sorting them out here too doubles the cost.
            "optimize_on_insert", "0",
            "max_partitions_per_insert_block", "1000");

    String sql() {
        return "INSERT INTO " + table + " ("
                + columns.stream().map(column -> "`" + column.name() + "`").collect(Collectors.joining(", "))
                + ") FORMAT Native";
    }

    List<ByteBuffer> body() {
        return NativeBlock.body(columns, rows);
    }
}
