package io.tidemark.lake;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.wire.TradeCodec;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Records as Spark's Kafka source gives them. */
final class TestRecords {
    static final String UUID = "Zm9vYmFyYmF6cXV4MTIzNA";
    static final StructType SCHEMA = new StructType()
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType)
            .add("topic", DataTypes.StringType)
            .add("partition", DataTypes.IntegerType)
            .add("offset", DataTypes.LongType)
            .add("timestamp", DataTypes.TimestampType);

    /** 2026-11-20T23:59:00Z: a record per second runs over midnight. */
    static final long START_MICROS = 1_795_219_140_000_000L;

    private static final InstrumentId INSTRUMENT = InstrumentId.parse("sim:A-USD");

    private TestRecords() {}

    /** One trade per offset. */
    static Dataset<Row> trades(int partition, long from, long to) {
        return trades(TestLake.spark(), partition, from, to);
    }

    static Dataset<Row> trades(SparkSession spark, int partition, long from, long to) {
        return records(spark, partition, from, to, offset -> TradeCodec.encode(trade(offset)));
    }

    /** As {@link #trades}, but records at multiples of {@code step} are no messages. */
    static Dataset<Row> tradesWithRejects(int partition, long from, long to, int step) {
        return records(
                TestLake.spark(),
                partition,
                from,
                to,
                offset -> offset % step == 0 ? new byte[] {1, 2, 3} : TradeCodec.encode(trade(offset)));
    }

    private static Dataset<Row> records(
            SparkSession spark, int partition, long from, long to, LongFunction<byte[]> value) {
        List<Row> rows = new ArrayList<>();
        for (long offset = from; offset < to; offset++) {
            rows.add(RowFactory.create(
                    INSTRUMENT.toString().getBytes(StandardCharsets.UTF_8),
                    value.apply(offset),
                    "trades",
                    partition,
                    offset,
                    new Timestamp((START_MICROS + 2_000_000 + offset * 1_000_000) / 1000)));
        }
        return spark.createDataFrame(rows, SCHEMA);
    }

    static TradeEvent trade(long id) {
        long time = START_MICROS + id * 1_000_000;
        return TradeEvent.newTrade(INSTRUMENT, id)
                .sequence(id)
                .eventTimeMicros(time)
                .receivedAtMicros(time + 500)
                .priceE9(1_000_000_000L + id)
                .sizeE8(100_000_000L)
                .aggressor(Aggressor.BUY)
                .build();
    }
}
