package io.tidemark.market.bar;

/** Which layer made a bar; at equal versions the later one is served. */
public enum BarLayer {
    SPEED,
    BATCH
}
