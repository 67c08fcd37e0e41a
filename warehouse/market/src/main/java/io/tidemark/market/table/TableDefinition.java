package io.tidemark.market.table;

import java.util.List;

/**
 * A table as every store and every reader sees it.
 *
 * @param partitionColumns of the lake's folder layout; stores of another kind lay out as they see fit
 */
public record TableDefinition(String name, String doc, List<Column> columns, List<String> partitionColumns) {
    public TableDefinition {
        columns = List.copyOf(columns);
        partitionColumns = List.copyOf(partitionColumns);
        for (String partition : partitionColumns) {
            if (columns.stream().noneMatch(column -> column.name().equals(partition))) {
                throw new IllegalArgumentException(name + " has no column " + partition + " to partition by");
            }
        }
    }

    public Column column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no column " + columnName));
    }
}
