package io.tidemark.market.event;

/** The side that crossed the spread. */
public enum Aggressor {
    BUY,
    SELL,
    UNKNOWN
}
