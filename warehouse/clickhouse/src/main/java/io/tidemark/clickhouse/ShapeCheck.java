package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * That the tables are as the writers' blocks need them. The migrations' ledger says what was applied; it does not know what a
 * person altered or dropped by hand since. Columns that were added do no harm.
 */
final class ShapeCheck {
    private static final String REMEDY = ". Undo that by hand, or make the database anew from the lake:"
            + " ./tidemark rebuild clickhouse. Nothing is landed in ClickHouse until then; the log and the lake lose nothing";

    private ShapeCheck() {}

    /** @throws SchemaMismatchException that names every difference */
    static void requireUnaltered(ClickHouse clickHouse) {
        Map<String, Map<String, String>> present = columns(clickHouse);
        List<String> differences = new ArrayList<>();
        written().forEach((table, columns) -> {
            Map<String, String> there = present.getOrDefault(table, Map.of());
            if (there.isEmpty()) {
                differences.add("table " + table + " is missing");
                return;
            }
            for (ColumnBuilder column : columns) {
                String type = there.get(column.name());
                if (type == null) {
                    differences.add(table + "." + column.name() + " is missing");
                } else if (!type.equals(column.type())) {
                    differences.add(table + "." + column.name() + " is " + type + " instead of " + column.type());
                }
            }
        });
        if (!differences.isEmpty()) {
            throw new SchemaMismatchException(
                    "the database was altered by hand: " + String.join(", ", differences) + REMEDY);
        }
    }

    private static Map<String, List<ColumnBuilder>> written() {
        Map<String, List<ColumnBuilder>> tables = new LinkedHashMap<>();
        for (EventBlock block : List.of(new TradeBlock(), new QuoteBlock(), new QuarantineBlock())) {
            tables.put(block.table(), block.columns());
        }
        BarBlock bars = new BarBlock(1);
        tables.put(Tables.STORED_BARS_1M, bars.columns());
        tables.put(Tables.STORED_BARS_1D, bars.columns());
        tables.put(Tables.BAR_REVISIONS, bars.columnsWithInterval());
        // Of these the names only: statements on the server fill them.
        for (String table : List.of(
                Tables.TRADE_HEADS,
                Tables.QUOTE_HEADS,
                Tables.LANDING_PROGRESS,
                Tables.TOPIC_EPOCHS,
                Tables.INSTRUMENT_ENTRIES)) {
            tables.put(table, List.of());
        }
        return tables;
    }

    private static Map<String, Map<String, String>> columns(ClickHouse clickHouse) {
        Map<String, Map<String, String>> columns = new HashMap<>();
        clickHouse
                .query("SELECT table, name, type FROM system.columns WHERE database = currentDatabase()")
                .forEach(row -> columns.computeIfAbsent(row.getText(0), table -> new HashMap<>())
                        .put(row.getText(1), row.getText(2)));
        return columns;
    }
}
