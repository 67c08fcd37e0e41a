package io.tidemark.market.bar;

/** How far the log has settled a bar. The order is part of a bar's version: append only. */
public enum BarStatus {
    OPEN,
    CLOSED,
    /** Closed, and its trades changed afterwards. */
    REVISED
}
