package io.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.table.EventTables;
import io.tidemark.wire.QuoteCodec;
import io.tidemark.wire.TradeCodec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class VerdictFunctionIT {
    private static final SparkSession SPARK = TestLake.spark();
    private static final long EVENT_MICROS = TestRecords.START_MICROS + 123_456;
    private static final Timestamp APPENDED = new Timestamp(TestRecords.START_MICROS / 1000 + 5_000);

    private static Dataset<Row> record(String key, byte[] value) {
        return SPARK.createDataFrame(
                        List.of(RowFactory.create(
                                key.getBytes(StandardCharsets.UTF_8), value, "topic", 3, 17L, APPENDED)),
                        TestRecords.SCHEMA)
                // Otherwise Spark evaluates one constant row without generated code.
                .repartition(1);
    }

    @Test
    void tradeIsDecodedOncePerRecordInGeneratedCode() {
        // From an RDD: Spark would evaluate local rows while it plans.
        Dataset<Row> records = SPARK.createDataFrame(TestRecords.trades(0, 0, 1).toJavaRDD(), TestRecords.SCHEMA);
        LandingRows rows = LandingRows.trades(records, 0);

        String code = generatedCode(rows.accepted());

        assertThat(code.split("TradeVerdictFunction\\.invoke\\(", -1)).hasSize(2);
    }

    private static String generatedCode(Dataset<Row> rows) {
        StringBuilder code = new StringBuilder();
        org.apache
                .spark
                .sql
                .execution
                .debug
                .package$
                .MODULE$
                .codegenStringSeq(rows.queryExecution().executedPlan())
                .foreach(stage -> code.append(stage._2()));
        return code.toString();
    }

    @Test
    void tradeBecomesARowInTheTablesColumns() {
        TradeEvent event = TradeEvent.newTrade(InstrumentId.parse("us:SPY"), 20131008000000007L)
                .idEpoch(2)
                .correct(1)
                .eventTimeMicros(EVENT_MICROS)
                .receivedAtMicros(EVENT_MICROS + 1)
                .priceE9(165_431_000_000L)
                .sizeE8(30_000_000_001L)
                .aggressor(Aggressor.SELL)
                .exchange("P")
                .venueTradeId("abc")
                .conditions("@F")
                .eligibility(Eligibility.VOLUME | Eligibility.OPEN_CLOSE)
                .origin(Origin.LOAD)
                .originFile("spy.zip")
                .availableDelayMicros(60_000_000L)
                .build();

        Row row = LandingRows.trades(record("us:SPY", TradeCodec.encode(event)), 4)
                .accepted()
                .first();

        assertThat(row.schema().fieldNames())
                .containsExactly(LakeSchemas.of(EventTables.TRADE_EVENTS).fieldNames());
        assertThat(values(row))
                .containsExactly(
                        "us:SPY",
                        2,
                        20131008000000007L,
                        1,
                        "CORRECT",
                        null,
                        micros(EVENT_MICROS),
                        "VENUE",
                        micros(EVENT_MICROS + 1),
                        new BigDecimal("165.431000000"),
                        new BigDecimal("300.00000001"),
                        "SELL",
                        "P",
                        "abc",
                        "@F",
                        true,
                        false,
                        true,
                        "LOAD",
                        "spy.zip",
                        micros(EVENT_MICROS + 60_000_000L),
                        4,
                        3,
                        17L,
                        APPENDED,
                        Date.valueOf("2026-11-20"));
    }

    @Test
    void heartbeatHasNoPriceAndNoSize() {
        TradeEvent event = TradeEvent.heartbeat("sim", EVENT_MICROS).build();

        Row row = LandingRows.trades(record("sim:*", TradeCodec.encode(event)), 0)
                .accepted()
                .first();

        assertThat(row.<String>getAs("instrument")).isEqualTo("sim:*");
        assertThat(row.<BigDecimal>getAs("price")).isNull();
        assertThat(row.<BigDecimal>getAs("size")).isNull();
        assertThat(row.<String>getAs("exchange")).isNull();
        assertThat(row.<Timestamp>getAs("available_at")).isEqualTo(APPENDED);
    }

    @Test
    void oneSidedQuoteBecomesARow() {
        QuoteEvent event = new QuoteEvent(
                InstrumentId.parse("fx:EUR-USD"),
                TradeEvent.ABSENT,
                9,
                EVENT_MICROS,
                TimeSource.RECEIVED,
                EVENT_MICROS,
                TradeEvent.ABSENT,
                TradeEvent.ABSENT,
                1_100_000_000L,
                0,
                "",
                "",
                Origin.LIVE,
                "",
                TradeEvent.ABSENT);

        Row row = LandingRows.quotes(record("fx:EUR-USD", QuoteCodec.encode(event)), 1)
                .accepted()
                .first();

        assertThat(row.schema().fieldNames())
                .containsExactly(LakeSchemas.of(EventTables.QUOTE_EVENTS).fieldNames());
        assertThat(values(row))
                .containsExactly(
                        "fx:EUR-USD",
                        null,
                        9L,
                        micros(EVENT_MICROS),
                        "RECEIVED",
                        micros(EVENT_MICROS),
                        null,
                        null,
                        new BigDecimal("1.100000000"),
                        new BigDecimal("0.00000000"),
                        null,
                        null,
                        "LIVE",
                        null,
                        APPENDED,
                        1,
                        3,
                        17L,
                        APPENDED,
                        Date.valueOf("2026-11-20"));
    }

    @Test
    void anythingElseIsARejectWithItsBytes() {
        for (byte[] value :
                new byte[][] {null, {}, {(byte) 0xC3, 1}, "not a message".getBytes(StandardCharsets.UTF_8)}) {
            LandingRows rows = LandingRows.trades(record("us:SPY", value), 0);
            assertThat(rows.accepted().count()).isZero();
            Row row = rows.rejected().first();
            assertThat(row.schema().fieldNames())
                    .containsExactly(LakeSchemas.of(EventTables.QUARANTINE).fieldNames());
            assertThat(row.<String>getAs("reason")).isIn("empty", "malformed");
            assertThat(row.<byte[]>getAs("payload")).isEqualTo(value);
            assertThat(row.<Long>getAs("offset")).isEqualTo(17);
            assertThat(row.<Date>getAs("arrival_date")).isEqualTo(Date.valueOf("2026-11-20"));
        }
    }

    @Test
    void functionsAreThereInSqlAndSayWhatTheyTake() {
        assertThat(SPARK.sql("SELECT tidemark.trade_verdict(NULL, X'0102', TIMESTAMP'2026-11-20 00:00:00').reason")
                        .first()
                        .getString(0))
                .isEqualTo("malformed");
        assertThatThrownBy(() -> SPARK.sql("SELECT tidemark.quote_verdict(X'01')"))
                .hasMessageContaining("quote_verdict takes (key BINARY, value BINARY, timestamp TIMESTAMP)");
        assertThatThrownBy(() -> SPARK.sql("SELECT tidemark.news_verdict(X'01')"))
                .hasMessageContaining("news_verdict");
    }

    private static Timestamp micros(long micros) {
        Timestamp timestamp = new Timestamp(Math.floorDiv(micros, 1_000_000L) * 1000);
        timestamp.setNanos((int) Math.floorMod(micros, 1_000_000L) * 1000);
        return timestamp;
    }

    private static Object[] values(Row row) {
        Object[] values = new Object[row.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(i);
        }
        return values;
    }
}
