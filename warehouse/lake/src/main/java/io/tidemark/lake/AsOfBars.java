package io.tidemark.lake;

import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarValues;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.instrument.TradingCalendar;
import io.tidemark.market.number.Fixed;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The one bar fold over the trades of a moment. */
final class AsOfBars implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private static final DataType PRICE = DataTypes.createDecimalType(18, Fixed.PRICE_SCALE);
    private static final DataType VOLUME = DataTypes.createDecimalType(38, Fixed.VOLUME_SCALE);

    /** Times in µs, which {@link #fold} makes timestamps of. */
    private static final StructType SCHEMA = new StructType()
            .add("instrument", DataTypes.StringType, false)
            .add("start", DataTypes.LongType, false)
            .add("end", DataTypes.LongType, false)
            .add("open", PRICE)
            .add("high", PRICE)
            .add("low", PRICE)
            .add("close", PRICE)
            .add("volume", VOLUME, false)
            .add("notional", DataTypes.createDecimalType(38, Fixed.NOTIONAL_SCALE), false)
            .add("vwap", PRICE)
            .add("trades", DataTypes.LongType, false)
            .add("buy_volume", VOLUME)
            .add("sell_volume", VOLUME)
            .add("first_time", DataTypes.LongType, false)
            .add("last_time", DataTypes.LongType, false);

    private final BarInterval interval;

    private AsOfBars(BarInterval interval) {
        this.interval = interval;
    }

    /** @param trades standing trades, with the columns of {@code trade_events} */
    static Dataset<Row> fold(Dataset<Row> trades, BarInterval interval) {
        Dataset<Row> bars = trades.selectExpr(
                        "instrument",
                        "id_epoch",
                        "trade_id",
                        "coalesce(sequence, " + TradeEvent.ABSENT + ")",
                        "unix_micros(event_time)",
                        "price",
                        "size",
                        "aggressor",
                        "for_volume",
                        "for_high_low",
                        "for_open_close")
                // A bar is of one instrument, so each task holds whole bars.
                .repartition(functions.col("instrument"))
                .mapPartitions(new AsOfBars(interval), Encoders.row(SCHEMA));
        for (String time : new String[] {"start", "end", "first_time", "last_time"}) {
            bars = bars.withColumn(time, functions.timestamp_micros(functions.col(time)));
        }
        return bars;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        Map<BarKey, BarAccumulator> folds = new HashMap<>();
        while (rows.hasNext()) {
            Trade trade = trade(rows.next());
            long start = interval.startMicros(trade.eventTimeMicros(), calendar(trade.instrument()));
            folds.computeIfAbsent(new BarKey(trade.instrument(), interval, start), first -> new BarAccumulator())
                    .add(trade);
        }
        return folds.entrySet().stream()
                .flatMap(fold ->
                        BarFold.value(fold.getValue().state()).map(values -> row(fold.getKey(), values)).stream())
                .iterator();
    }

    private static TradingCalendar calendar(InstrumentId instrument) {
        return Instruments.calendarOf(instrument.venue());
    }

    private static Trade trade(Row row) {
        return new Trade(
                InstrumentId.parse(row.getString(0)),
                row.getInt(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                Fixed.priceE9(row.getDecimal(5)),
                Fixed.sizeE8(row.getDecimal(6)),
                Aggressor.valueOf(row.getString(7)),
                Eligibility.of(row.getBoolean(8), row.getBoolean(9), row.getBoolean(10)));
    }

    private Row row(BarKey key, BarValues values) {
        return RowFactory.create(
                key.instrument().toString(),
                key.startMicros(),
                interval.endMicros(key.startMicros(), calendar(key.instrument())),
                orNull(values.open()),
                orNull(values.high()),
                orNull(values.low()),
                orNull(values.close()),
                values.volume(),
                values.notional(),
                orNull(values.vwap()),
                values.trades(),
                orNull(values.buyVolume()),
                orNull(values.sellVolume()),
                values.firstTimeMicros(),
                values.lastTimeMicros());
    }

    private static @Nullable BigDecimal orNull(Optional<BigDecimal> value) {
        return value.orElse(null);
    }
}
