package io.tidemark.market.bar;

import io.tidemark.market.instrument.InstrumentId;

/** A bucket: its instrument, interval and start in µs since the epoch. */
public record BarKey(InstrumentId instrument, BarInterval interval, long startMicros) {}
