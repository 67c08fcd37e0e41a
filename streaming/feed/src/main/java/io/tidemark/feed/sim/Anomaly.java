package io.tidemark.feed.sim;

import io.tidemark.market.instrument.InstrumentId;

/**
 * A planted anomaly: the truth that a detector is measured against.
 *
 * @param startMicros µs since the epoch; @param endMicros exclusive
 * @param magnitude of PRICE_SPIKE the relative move, of VOLUME_BURST the factor on sizes, else 0
 */
public record Anomaly(InstrumentId instrument, Kind kind, long startMicros, long endMicros, double magnitude) {
    public enum Kind {
        /** Prices jump away and come back at once when it ends. */
        PRICE_SPIKE,
        VOLUME_BURST,
        /** Trades go on, the price does not move. */
        FROZEN_PRICE,
        /** The bid stands above the ask. */
        CROSSED_QUOTES
    }

    static final Anomaly NONE = new Anomaly(InstrumentId.ofVenue(MarketSimulation.VENUE), Kind.FROZEN_PRICE, 0, 0, 0);

    boolean covers(long micros) {
        return micros >= startMicros && micros < endMicros;
    }

    boolean isAt(long micros, Kind wanted) {
        return kind == wanted && covers(micros);
    }
}
