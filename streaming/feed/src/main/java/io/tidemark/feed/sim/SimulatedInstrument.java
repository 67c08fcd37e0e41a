package io.tidemark.feed.sim;

import io.tidemark.market.instrument.InstrumentId;
import java.util.Locale;

/** One instrument's constants and its place in the random walk. */
final class SimulatedInstrument {
    /** Prices are pulled back to their base within about this time, so that a market that runs for months stays sane. */
    private static final double REVERSION_SECONDS = 10 * 86_400.0;

    private static final double E9 = 1e9;

    final InstrumentId id;
    final int sector;
    final long tickE9;
    final long lotE8;
    /** Half of the spread, in ticks. */
    final int halfSpread;

    private final double base;
    private final double marketBeta;
    private final double sectorBeta;
    private final double volatility;
    private double own;
    private long lastMicros;
    private long middleTicks;
    private long trades;
    private long quotes;
    private Anomaly anomaly = Anomaly.NONE;

    SimulatedInstrument(int number, int sectors, long startMicros, Seeded random) {
        id = new InstrumentId(MarketSimulation.VENUE, String.format(Locale.ROOT, "S%04d-USD", number));
        sector = random.nextInt(sectors);
        base = StrictMath.exp(random.between(StrictMath.log(0.5), StrictMath.log(2_000)));
        // Five significant digits, as most venues quote.
        tickE9 = (long) StrictMath.pow(10, StrictMath.floor(StrictMath.log10(base)) - 4 + 9);
        // A lot is worth about 100 of the quote currency, a power of ten of the base.
        lotE8 = (long) StrictMath.pow(10, StrictMath.floor(StrictMath.log10(100 / base)) + 8);
        halfSpread = 1 + random.nextInt(4);
        marketBeta = random.between(0.5, 1.5);
        sectorBeta = random.between(0.5, 1.5);
        volatility = random.between(0.5e-4, 1.2e-4);
        lastMicros = startMicros;
    }

    /** Moves this instrument's own walk to {@code micros} and returns the middle of the market, in ticks. */
    long middleTicks(long micros, double market, double sectorFactor, Seeded random) {
        double seconds = (micros - lastMicros) / 1e6;
        lastMicros = micros;
        own = own * reversion(seconds) + volatility * StrictMath.sqrt(seconds) * random.fatTailed();
        if (anomaly.isAt(micros, Anomaly.Kind.FROZEN_PRICE) && middleTicks > 0) {
            return middleTicks;
        }
        double price = base * StrictMath.exp(marketBeta * market + sectorBeta * sectorFactor + own);
        if (anomaly.isAt(micros, Anomaly.Kind.PRICE_SPIKE)) {
            price *= 1 + anomaly.magnitude();
        }
        // Never so low that the bid is not a price.
        middleTicks = Math.max(halfSpread + 1L, Math.round(price * E9 / tickE9));
        return middleTicks;
    }

    static double reversion(double seconds) {
        return Math.max(0, 1 - seconds / REVERSION_SECONDS);
    }

    void plant(Anomaly planted) {
        anomaly = planted;
    }

    Anomaly anomaly() {
        return anomaly;
    }

    long nextTradeId() {
        return trades++;
    }

    long nextQuoteId() {
        return quotes++;
    }
}
