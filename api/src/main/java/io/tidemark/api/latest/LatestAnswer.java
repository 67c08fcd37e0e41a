package io.tidemark.api.latest;

import io.tidemark.clickhouse.read.BarRow;
import io.tidemark.clickhouse.read.QuoteRow;
import io.tidemark.clickhouse.read.TradeRow;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Optional;

/**
 * The newest of one instrument.
 *
 * @param bar the open one-minute bar, if there is one
 * @param isProvisional whether a part of it has not landed in the stores yet or may still change: the open bar always may
 */
public record LatestAnswer(
        InstrumentId instrument,
        Optional<TradeRow> trade,
        Optional<QuoteRow> quote,
        Optional<BarRow> bar,
        boolean isProvisional) {}
