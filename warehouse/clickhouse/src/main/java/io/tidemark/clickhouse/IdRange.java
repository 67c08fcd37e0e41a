package io.tidemark.clickhouse;

import io.tidemark.market.instrument.InstrumentId;

/** Trade ids of one instrument and id epoch, both ends included. */
public record IdRange(InstrumentId instrument, int idEpoch, long minTradeId, long maxTradeId) {
    public IdRange {
        if (minTradeId > maxTradeId) {
            throw new IllegalArgumentException("range of trade ids must not be empty, was " + minTradeId + " to "
                    + maxTradeId + " of " + instrument);
        }
    }
}
