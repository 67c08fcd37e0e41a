package io.tidemark.clickhouse.read;

import io.tidemark.market.event.Trade;

/**
 * A trade as it stands, with what the tape said beside it; text that is absent is empty.
 *
 * @param revision 0 as first reported, higher after corrections
 * @param origin how it came: LIVE, LOAD, BACKFILL or REPAIR
 * @param knownAtMicros when the log learnt of this revision, µs
 */
public record TradeRow(
        Trade trade,
        int revision,
        String exchange,
        String venueTradeId,
        String conditions,
        String origin,
        long knownAtMicros) {}
