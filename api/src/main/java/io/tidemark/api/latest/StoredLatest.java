package io.tidemark.api.latest;

import io.tidemark.clickhouse.read.BarReader;
import io.tidemark.clickhouse.read.BarRow;
import io.tidemark.clickhouse.read.LatestReader;
import io.tidemark.clickhouse.read.NewestTrades;
import io.tidemark.clickhouse.read.QuoteRow;
import io.tidemark.clickhouse.read.TradeHead;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Optional;

/** ClickHouse as the store behind the newest. */
final class StoredLatest implements LatestStore {
    private final LatestReader latest;
    private final BarReader bars;

    StoredLatest(LatestReader latest, BarReader bars) {
        this.latest = latest;
        this.bars = bars;
    }

    @Override
    public NewestTrades newestTrades(InstrumentId instrument, int count) {
        // No present trade stands above the newest bar's minute, so only that minute is searched.
        long from = newestBar(instrument).map(bar -> bar.key().startMicros()).orElse(0L);
        return latest.trades(instrument, from, count);
    }

    @Override
    public Optional<TradeHead> head(InstrumentId instrument, int idEpoch, long tradeId) {
        return latest.head(instrument, idEpoch, tradeId);
    }

    @Override
    public Optional<QuoteRow> newestQuote(InstrumentId instrument) {
        return latest.quote(instrument);
    }

    @Override
    public Optional<BarRow> newestBar(InstrumentId instrument) {
        return bars.newest(instrument, BarInterval.MIN_1);
    }
}
