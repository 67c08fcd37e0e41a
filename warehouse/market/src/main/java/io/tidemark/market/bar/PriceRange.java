package io.tidemark.market.bar;

/** Lowest and highest price, in 10⁻⁹. */
public record PriceRange(long lowE9, long highE9) {
    public PriceRange {
        if (lowE9 > highE9) {
            throw new IllegalArgumentException("low must be <= high, was " + lowE9 + " > " + highE9 + " (E-9)");
        }
    }

    public PriceRange including(PriceRange other) {
        return new PriceRange(Math.min(lowE9, other.lowE9), Math.max(highE9, other.highE9));
    }
}
