package io.tidemark.clickhouse;

import io.tidemark.market.instrument.InstrumentId;

/** An instrument and one life of its venue's ids. */
public record InstrumentEpoch(InstrumentId instrument, int idEpoch) {}
