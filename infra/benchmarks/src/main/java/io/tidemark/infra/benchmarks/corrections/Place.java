package io.tidemark.infra.benchmarks.corrections;

import io.tidemark.market.instrument.InstrumentId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A one-minute bar. */
record Place(InstrumentId instrument, long startMicros) {
    private static final long MINUTE_MICROS = 60_000_000;

    /** The bar that a trade of this time is in. */
    static Place of(InstrumentId instrument, long eventTimeMicros) {
        return new Place(instrument, Math.floorDiv(eventTimeMicros, MINUTE_MICROS) * MINUTE_MICROS);
    }

    Instant start() {
        return Instant.EPOCH.plus(startMicros, ChronoUnit.MICROS);
    }

    Instant end() {
        return start().plus(MINUTE_MICROS, ChronoUnit.MICROS);
    }
}
