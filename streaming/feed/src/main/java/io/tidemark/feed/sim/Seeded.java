package io.tidemark.feed.sim;

/**
 * SplitMix64 (Steele, Lea, Flood 2014) with the distributions of the simulation. Everything is computed by {@link StrictMath}, so
 * that a seed gives the same market on every machine.
 */
final class Seeded {
    private static final double TWO_TO_MINUS_53 = 0x1.0p-53;
    /** What lies further out would move a price by more than any market has seen. */
    private static final double FARTHEST = 30;

    private long state;

    Seeded(long seed) {
        this.state = seed;
    }

    long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = state;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** In [0, 1). */
    double nextDouble() {
        return (nextLong() >>> 11) * TWO_TO_MINUS_53;
    }

    double between(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    int nextInt(int bound) {
        return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
    }

    /** Waiting time of a Poisson process, in units of its mean. */
    double exponential() {
        return -StrictMath.log(1 - nextDouble());
    }

    /** Student's t with 4 degrees of freedom, scaled to unit variance, by Bailey's polar method (1994). */
    double fatTailed() {
        double radius = StrictMath.sqrt(4 * (1 / StrictMath.sqrt(1 - nextDouble()) - 1));
        double value = radius * StrictMath.cos(2 * Math.PI * nextDouble());
        // The variance of t with 4 degrees is 2.
        return Math.max(-FARTHEST, Math.min(FARTHEST, value / StrictMath.sqrt(2)));
    }

    /** A whole number of at least 1 whose tail falls as 1/n, up to 8,191. */
    int heavyTailed() {
        long bits = nextLong();
        int magnitude = Math.min(12, Long.numberOfTrailingZeros(bits | (1L << 12)));
        return (1 << magnitude) + (int) ((bits >>> 32) & ((1 << magnitude) - 1));
    }
}
