package io.tidemark.batch;

import io.tidemark.lake.LakeSchemas;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.bar.PricePoint;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.number.Fixed;
import io.tidemark.market.number.Int128;
import io.tidemark.market.table.BarTables;
import io.tidemark.market.table.ColumnType;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A bar as a row: the interval, then the columns of the bars' tables but for the date, times as microseconds. {@link RowBars} reads it back. */
final class BarRows {
    static final String INTERVAL = "interval";
    static final StructType SCHEMA = schema();

    private BarRows() {}

    private static StructType schema() {
        StructType schema = new StructType().add(INTERVAL, DataTypes.StringType, false);
        for (io.tidemark.market.table.Column column : BarTables.BARS_1M.columns()) {
            if (column.type() == ColumnType.TIMESTAMP) {
                schema = schema.add(column.name(), DataTypes.LongType, column.isOptional());
            } else if (column.type() != ColumnType.DATE) {
                schema = schema.add(column.name(), LakeSchemas.dataType(column.type()), column.isOptional());
            }
        }
        return schema;
    }

    static Row toRow(Bar bar) {
        BarState state = bar.state();
        BarVersion version = bar.version();
        boolean isSided = state.aggressorTrades() > 0;
        PricePoint open = state.open().orElse(null);
        PricePoint close = state.close().orElse(null);
        return RowFactory.create(
                bar.key().interval().label(),
                bar.key().instrument().toString(),
                bar.key().startMicros(),
                bar.key()
                        .interval()
                        .endMicros(
                                bar.key().startMicros(),
                                Instruments.calendarOf(bar.key().instrument().venue())),
                price(state.open().map(PricePoint::priceE9)),
                price(state.range().map(range -> range.highE9())),
                price(state.range().map(range -> range.lowE9())),
                price(state.close().map(PricePoint::priceE9)),
                volume(state.volume()),
                state.notional().toDecimal(Fixed.NOTIONAL_SCALE),
                state.trades(),
                isSided ? volume(state.buyVolume()) : null,
                isSided ? volume(state.sellVolume()) : null,
                state.isEmpty() ? null : state.firstTimeMicros(),
                state.isEmpty() ? null : state.lastTimeMicros(),
                open == null ? null : open.key().timeMicros(),
                open == null ? null : open.key().sequence(),
                open == null ? null : open.key().idEpoch(),
                open == null ? null : open.key().tradeId(),
                close == null ? null : close.key().timeMicros(),
                close == null ? null : close.key().sequence(),
                close == null ? null : close.key().idEpoch(),
                close == null ? null : close.key().tradeId(),
                state.aggressorTrades(),
                state.eligibleTrades(),
                version.status().name(),
                version.revision(),
                version.foldVersion(),
                version.topicEpoch(),
                version.knownTo(),
                version.knownAtMicros(),
                version.layer().name(),
                bar.quality());
    }

    private static @Nullable BigDecimal price(Optional<Long> priceE9) {
        return priceE9.map(Fixed::price).orElse(null);
    }

    private static BigDecimal volume(Int128 unscaled) {
        return unscaled.toDecimal(Fixed.VOLUME_SCALE);
    }

    /** The rows of one interval in the columns of its table, without the buckets that became empty. */
    static Dataset<Row> table(Dataset<Row> rows, String interval) {
        return rows.filter(functions
                        .col(INTERVAL)
                        .equalTo(interval)
                        .and(functions.col("eligible_trades").gt(0)))
                .select(BarTables.BARS_1M.columns().stream()
                        .map(BarRows::column)
                        .toArray(Column[]::new));
    }

    private static Column column(io.tidemark.market.table.Column column) {
        return switch (column.type()) {
            case TIMESTAMP ->
                functions.timestamp_micros(functions.col(column.name())).as(column.name());
            case DATE ->
                functions
                        .to_date(functions.timestamp_micros(functions.col("start")))
                        .as(column.name());
            default -> functions.col(column.name());
        };
    }
}
