package io.tidemark.feed.sim;

/**
 * What a simulated market is made of; equal settings give equal events.
 *
 * @param symbols 1 to 10,000
 * @param tradesPerSecond over all instruments; @param quotesPerTrade 0 is a market without quotes
 * @param startMicros where the simulated clock begins, µs since the epoch
 * @param idEpoch of all trade ids: another one for every run, so that no id ever names two trades
 * @param anomaliesPerHour planted over all instruments
 */
public record SimulationSettings(
        int symbols,
        long seed,
        double tradesPerSecond,
        double quotesPerTrade,
        long startMicros,
        int idEpoch,
        double anomaliesPerHour) {
    public static final int MOST_SYMBOLS = 10_000;

    public SimulationSettings {
        require(symbols >= 1 && symbols <= MOST_SYMBOLS, "symbols must be 1 to " + MOST_SYMBOLS + ", was " + symbols);
        require(
                tradesPerSecond > 0 && tradesPerSecond <= 1e7,
                "trades per second must be > 0 and at most 10 million, was " + tradesPerSecond);
        require(
                quotesPerTrade >= 0 && quotesPerTrade <= 100,
                "quotes per trade must be 0 to 100, was " + quotesPerTrade);
        require(startMicros >= 0, "start must not be before 1970, was " + startMicros + " µs");
        require(idEpoch >= 0, "id epoch must be >= 0, was " + idEpoch);
        require(
                anomaliesPerHour >= 0 && anomaliesPerHour <= 100_000,
                "anomalies per hour must be 0 to 100,000, was " + anomaliesPerHour);
    }

    /** One quote per trade and twelve anomalies an hour. */
    public static SimulationSettings of(int symbols, long seed, double tradesPerSecond, long startMicros, int idEpoch) {
        return new SimulationSettings(symbols, seed, tradesPerSecond, 1, startMicros, idEpoch, 12);
    }

    public SimulationSettings withQuotesPerTrade(double ratio) {
        return new SimulationSettings(symbols, seed, tradesPerSecond, ratio, startMicros, idEpoch, anomaliesPerHour);
    }

    public SimulationSettings withAnomaliesPerHour(double perHour) {
        return new SimulationSettings(symbols, seed, tradesPerSecond, quotesPerTrade, startMicros, idEpoch, perHour);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
