package io.tidemark.market.table;

/** A column: its name, type, whether it may be absent, and what it means, units included. */
public record Column(String name, ColumnType type, boolean isOptional, String doc) {
    public static Column required(String name, ColumnType type, String doc) {
        return new Column(name, type, false, doc);
    }

    public static Column optional(String name, ColumnType type, String doc) {
        return new Column(name, type, true, doc);
    }
}
