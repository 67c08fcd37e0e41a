package io.tidemark.market.table;

/** The types that a column of any store may have. */
public enum ColumnType {
    STRING,
    BOOLEAN,
    INT,
    LONG,
    /** Microseconds since the epoch, UTC. */
    TIMESTAMP,
    DATE,
    /** Decimal(18,9). */
    PRICE,
    /** Decimal(18,8). */
    SIZE,
    /** Decimal(38,8). */
    VOLUME,
    /** Decimal(38,17). */
    NOTIONAL,
    /** 64-bit floating point: scores, never prices or sizes. */
    DOUBLE,
    BINARY
}
