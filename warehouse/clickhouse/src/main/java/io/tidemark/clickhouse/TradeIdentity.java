package io.tidemark.clickhouse;

import io.tidemark.market.instrument.InstrumentId;

/** What makes a trade the same trade over all its revisions. */
public record TradeIdentity(InstrumentId instrument, int idEpoch, long tradeId) {}
