package io.tidemark.clickhouse.read;

import io.tidemark.market.bar.OrderKey;
import java.util.List;

/**
 * The newest present trades that the store holds of an instrument.
 *
 * @param rows newest first
 * @param reached every present trade at or above it is among the rows; the lowest key there is when the rows are all
 */
public record NewestTrades(List<TradeRow> rows, OrderKey reached) {
    /** Below every trade. */
    public static final OrderKey BEGINNING = new OrderKey(Long.MIN_VALUE, 0, 0, 0);

    public NewestTrades {
        rows = List.copyOf(rows);
    }
}
