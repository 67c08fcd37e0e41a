package io.tidemark.market.instrument;

/** What is traded. */
public enum InstrumentKind {
    SPOT,
    PERPETUAL,
    EQUITY,
    FX,
    INDEX
}
