package io.tidemark.infra.benchmarks;

import picocli.CommandLine.Option;

/** The simulated market that a benchmark trades on. */
final class MarketOptions {
    @Option(names = "--symbols", description = "instruments (${DEFAULT-VALUE})")
    private int symbols;

    @Option(names = "--seed", description = "the same seed is the same market (${DEFAULT-VALUE})")
    private long seed = 42;

    /**
     * @param symbols how many instruments if the command line does not say
     */
    MarketOptions(int symbols) {
        this.symbols = symbols;
    }

    int symbols() {
        return symbols;
    }

    long seed() {
        return seed;
    }
}
