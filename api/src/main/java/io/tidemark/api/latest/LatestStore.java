package io.tidemark.api.latest;

import io.tidemark.clickhouse.read.BarRow;
import io.tidemark.clickhouse.read.NewestTrades;
import io.tidemark.clickhouse.read.QuoteRow;
import io.tidemark.clickhouse.read.TradeHead;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Optional;

/** What the store is asked when memory cannot answer. Every answer is of what has landed. */
interface LatestStore {
    /** The newest present trades in the total order. */
    NewestTrades newestTrades(InstrumentId instrument, int count);

    /** The event that is the state of a trade, a cancelled one included; empty when the store has none. */
    Optional<TradeHead> head(InstrumentId instrument, int idEpoch, long tradeId);

    Optional<QuoteRow> newestQuote(InstrumentId instrument);

    /** The bar of the newest minute that has one. */
    Optional<BarRow> newestBar(InstrumentId instrument);
}
