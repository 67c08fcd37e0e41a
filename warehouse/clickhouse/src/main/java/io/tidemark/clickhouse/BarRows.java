package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.Row;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.bar.PricePoint;
import io.tidemark.market.bar.PriceRange;
import io.tidemark.market.number.Int128;
import java.util.Optional;

/** Reads back what {@link BarBlock} wrote. */
final class BarRows {
    /** What {@link #bar} expects, in this order. */
    static final String COLUMNS = "instrument, start, open, high, low, close, volume, notional, trades, buy_volume,"
            + " sell_volume, first_time, last_time, open_time, open_sequence, open_id_epoch, open_trade_id, close_time,"
            + " close_sequence, close_id_epoch, close_trade_id, aggressor_trades, eligible_trades, status, revision,"
            + " fold_version, topic_epoch, known_to, known_at, layer, quality";

    private static final BarStatus[] STATUSES = BarStatus.values();
    private static final BarLayer[] LAYERS = BarLayer.values();

    private final InstrumentCache instruments = new InstrumentCache();

    Bar bar(BarInterval interval, Row row) {
        BarKey key = new BarKey(instruments.get(row.getText(0)), interval, row.getLong(1));
        BarVersion version = new BarVersion(
                row.getInt(25),
                row.getInt(26),
                row.getLong(27),
                STATUSES[row.getInt(23)],
                LAYERS[row.getInt(29)],
                row.getInt(24),
                row.getLong(28));
        return new Bar(key, state(row), version, row.getInt(30));
    }

    private static BarState state(Row row) {
        long eligibleTrades = row.getLong(22);
        if (eligibleTrades == 0) {
            return BarFold.empty();
        }
        return new BarState(
                point(row, 2, 13),
                point(row, 5, 17),
                row.isNull(3) ? Optional.empty() : Optional.of(new PriceRange(row.getLong(4), row.getLong(3))),
                row.getInt128(6),
                row.getInt128(7),
                row.getLong(8),
                row.getOptionalInt128(9).orElse(Int128.ZERO),
                row.getOptionalInt128(10).orElse(Int128.ZERO),
                row.getLong(21),
                row.getLong(11),
                row.getLong(12),
                eligibleTrades);
    }

    private static Optional<PricePoint> point(Row row, int price, int firstOfKey) {
        if (row.isNull(price)) {
            return Optional.empty();
        }
        OrderKey key = new OrderKey(
                row.getLong(firstOfKey),
                row.getLong(firstOfKey + 1),
                row.getInt(firstOfKey + 2),
                row.getLong(firstOfKey + 3));
        return Optional.of(new PricePoint(row.getLong(price), key));
    }
}
