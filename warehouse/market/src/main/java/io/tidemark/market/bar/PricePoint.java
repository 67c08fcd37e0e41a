package io.tidemark.market.bar;

/** A price, in 10⁻⁹, and the place in the order of the trade that set it: the open or the close of a bar. */
public record PricePoint(long priceE9, OrderKey key) {}
