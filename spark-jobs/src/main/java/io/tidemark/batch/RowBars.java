package io.tidemark.batch;

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
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Int128;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Reads back what {@link BarRows} wrote. Not thread-safe. */
final class RowBars {
    private static final int OPEN = BarRows.SCHEMA.fieldIndex("open");
    private static final int HIGH = BarRows.SCHEMA.fieldIndex("high");
    private static final int LOW = BarRows.SCHEMA.fieldIndex("low");
    private static final int CLOSE = BarRows.SCHEMA.fieldIndex("close");
    private static final int VOLUME = BarRows.SCHEMA.fieldIndex("volume");
    private static final int NOTIONAL = BarRows.SCHEMA.fieldIndex("notional");
    private static final int TRADES = BarRows.SCHEMA.fieldIndex("trades");
    private static final int BUY_VOLUME = BarRows.SCHEMA.fieldIndex("buy_volume");
    private static final int SELL_VOLUME = BarRows.SCHEMA.fieldIndex("sell_volume");
    private static final int FIRST_TIME = BarRows.SCHEMA.fieldIndex("first_time");
    private static final int LAST_TIME = BarRows.SCHEMA.fieldIndex("last_time");
    private static final int OPEN_KEY = BarRows.SCHEMA.fieldIndex("open_time");
    private static final int CLOSE_KEY = BarRows.SCHEMA.fieldIndex("close_time");
    private static final int AGGRESSOR_TRADES = BarRows.SCHEMA.fieldIndex("aggressor_trades");
    private static final int ELIGIBLE_TRADES = BarRows.SCHEMA.fieldIndex("eligible_trades");
    private static final int STATUS = BarRows.SCHEMA.fieldIndex("status");
    private static final int REVISION = BarRows.SCHEMA.fieldIndex("revision");
    private static final int FOLD_VERSION = BarRows.SCHEMA.fieldIndex("fold_version");
    private static final int TOPIC_EPOCH = BarRows.SCHEMA.fieldIndex("topic_epoch");
    private static final int KNOWN_TO = BarRows.SCHEMA.fieldIndex("known_to");
    private static final int KNOWN_AT = BarRows.SCHEMA.fieldIndex("known_at");
    private static final int LAYER = BarRows.SCHEMA.fieldIndex("layer");
    private static final int QUALITY = BarRows.SCHEMA.fieldIndex("quality");

    /** Results name the same few thousand instruments again and again. */
    private final Map<String, InstrumentId> instruments = new HashMap<>();

    Bar bar(Row row) {
        InstrumentId instrument = instruments.computeIfAbsent(row.getString(1), InstrumentId::parse);
        BarKey key = new BarKey(instrument, BarInterval.parse(row.getString(0)), row.getLong(2));
        BarVersion version = new BarVersion(
                row.getInt(FOLD_VERSION),
                row.getInt(TOPIC_EPOCH),
                row.getLong(KNOWN_TO),
                BarStatus.valueOf(row.getString(STATUS)),
                BarLayer.valueOf(row.getString(LAYER)),
                row.getInt(REVISION),
                row.getLong(KNOWN_AT));
        return new Bar(key, state(row), version, row.getInt(QUALITY));
    }

    private static BarState state(Row row) {
        long eligibleTrades = row.getLong(ELIGIBLE_TRADES);
        if (eligibleTrades == 0) {
            return BarFold.empty();
        }
        return new BarState(
                point(row, OPEN, OPEN_KEY),
                point(row, CLOSE, CLOSE_KEY),
                row.isNullAt(HIGH) ? Optional.empty() : Optional.of(new PriceRange(price(row, LOW), price(row, HIGH))),
                sum(row, VOLUME),
                sum(row, NOTIONAL),
                row.getLong(TRADES),
                sum(row, BUY_VOLUME),
                sum(row, SELL_VOLUME),
                row.getLong(AGGRESSOR_TRADES),
                row.getLong(FIRST_TIME),
                row.getLong(LAST_TIME),
                eligibleTrades);
    }

    private static Optional<PricePoint> point(Row row, int price, int firstOfKey) {
        if (row.isNullAt(price)) {
            return Optional.empty();
        }
        OrderKey key = new OrderKey(
                row.getLong(firstOfKey),
                row.getLong(firstOfKey + 1),
                row.getInt(firstOfKey + 2),
                row.getLong(firstOfKey + 3));
        return Optional.of(new PricePoint(price(row, price), key));
    }

    /** The column's scale is the price's, so the unscaled value is it. */
    private static long price(Row row, int column) {
        return row.getDecimal(column).unscaledValue().longValueExact();
    }

    /** Sums of sides are absent where no trade names one, and then 0 in the state. */
    private static Int128 sum(Row row, int column) {
        return row.isNullAt(column)
                ? Int128.ZERO
                : Int128.of(row.getDecimal(column).unscaledValue());
    }
}
