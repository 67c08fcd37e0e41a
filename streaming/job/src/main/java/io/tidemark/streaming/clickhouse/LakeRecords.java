package io.tidemark.streaming.clickhouse;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.wire.QuoteCodec;
import io.tidemark.wire.Topics;
import io.tidemark.wire.TradeCodec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of the lake as records of the log. An event is encoded again; what was rejected kept its bytes. Judged once more they come
 * to the same rows, because the verdict is a function of the bytes and the append time alone.
 */
final class LakeRecords {
    /** Partition, offset, append time in µs, key, value. */
    static final StructType SCHEMA = new StructType()
            .add("partition", DataTypes.IntegerType, false)
            .add("offset", DataTypes.LongType, false)
            .add("appended", DataTypes.LongType, false)
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType);

    private LakeRecords() {}

    static Dataset<Row> ofEvents(String topic, Dataset<Row> events) {
        MapFunction<Row, Row> record = switch (topic) {
            case Topics.TRADES -> row -> record(row, TradeCodec.encode(trade(row)));
            case Topics.QUOTES -> row -> record(row, QuoteCodec.encode(quote(row)));
            default -> throw new IllegalArgumentException("no event table for topic " + topic);
        };
        return events.map(record, Encoders.row(SCHEMA));
    }

    static Dataset<Row> ofQuarantine(Dataset<Row> rejected) {
        return rejected.select(
                functions.col("partition"),
                functions.col("offset"),
                functions.unix_micros(functions.col("known_at")).as("appended"),
                functions.col("key"),
                functions.col("payload").as("value"));
    }

    private static Row record(Row row, byte[] value) {
        return RowFactory.create(
                row.getAs("partition"),
                row.getAs("offset"),
                micros(row, "known_at"),
                row.<String>getAs("instrument").getBytes(StandardCharsets.UTF_8),
                value);
    }

    static TradeEvent trade(Row row) {
        return new TradeEvent(
                InstrumentId.parse(row.getAs("instrument")),
                row.<Integer>getAs("id_epoch"),
                row.<Long>getAs("trade_id"),
                row.<Integer>getAs("revision"),
                TradeAction.valueOf(row.getAs("action")),
                number(row, "sequence"),
                micros(row, "event_time"),
                TimeSource.valueOf(row.getAs("time_source")),
                micros(row, "received_at"),
                unscaled(row, "price", 0),
                unscaled(row, "size", 0),
                Aggressor.valueOf(row.getAs("aggressor")),
                text(row, "exchange"),
                text(row, "venue_trade_id"),
                text(row, "conditions"),
                eligibility(row),
                Origin.valueOf(row.getAs("origin")),
                text(row, "origin_file"),
                availableDelay(row));
    }

    static QuoteEvent quote(Row row) {
        return new QuoteEvent(
                InstrumentId.parse(row.getAs("instrument")),
                number(row, "quote_id"),
                number(row, "sequence"),
                micros(row, "event_time"),
                TimeSource.valueOf(row.getAs("time_source")),
                micros(row, "received_at"),
                unscaled(row, "bid", TradeEvent.ABSENT),
                unscaled(row, "bid_size", TradeEvent.ABSENT),
                unscaled(row, "ask", TradeEvent.ABSENT),
                unscaled(row, "ask_size", TradeEvent.ABSENT),
                text(row, "exchange"),
                text(row, "conditions"),
                Origin.valueOf(row.getAs("origin")),
                text(row, "origin_file"),
                availableDelay(row));
    }

    private static int eligibility(Row row) {
        return (row.<Boolean>getAs("for_volume") ? Eligibility.VOLUME : 0)
                | (row.<Boolean>getAs("for_high_low") ? Eligibility.HIGH_LOW : 0)
                | (row.<Boolean>getAs("for_open_close") ? Eligibility.OPEN_CLOSE : 0);
    }

    /** An event without a declared delay is available since it is known. */
    private static long availableDelay(Row row) {
        long available = micros(row, "available_at");
        return available == micros(row, "known_at") ? TradeEvent.ABSENT : available - micros(row, "event_time");
    }

    private static long micros(Row row, String column) {
        java.sql.Timestamp time = row.getAs(column);
        return Math.floorDiv(time.getTime(), 1_000L) * 1_000_000L + time.getNanos() / 1_000;
    }

    private static long number(Row row, String column) {
        Object value = row.getAs(column);
        return value == null ? TradeEvent.ABSENT : (Long) value;
    }

    private static long unscaled(Row row, String column, long absent) {
        BigDecimal value = row.getAs(column);
        return value == null ? absent : value.unscaledValue().longValueExact();
    }

    private static String text(Row row, String column) {
        String value = row.getAs(column);
        return value == null ? "" : value;
    }
}
