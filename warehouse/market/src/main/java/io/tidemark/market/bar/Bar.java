package io.tidemark.market.bar;

/** A stored bar: its bucket, its whole fold state and what the log made of it. {@code quality} bits: 0 is clean. */
public record Bar(BarKey key, BarState state, BarVersion version, int quality) {}
