package io.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TradeEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictsTest {
    /** The largest unscaled price or size. */
    private static final long MOST = 999_999_999_999_999_999L;

    private static final long LATE = Samples.APPENDED_MICROS + 60_000_001L;

    @Test
    void goodTradeIsTheEventThatWasWritten() {
        assertThat(judgeTrade("us:SPY", TradeCodec.encode(Samples.trade())))
                .isEqualTo(new Verdict.Accepted<>(Samples.trade()));
    }

    @Test
    void goodQuoteIsTheEventThatWasWritten() {
        assertThat(judgeQuote("us:SPY", QuoteCodec.encode(Samples.quote())))
                .isEqualTo(new Verdict.Accepted<>(Samples.quote()));
    }

    static Stream<Arguments> goodTrades() {
        return Stream.of(
                arguments(
                        "a cancellation",
                        trade("action", "CANCEL", "revision", 1, "price_mantissa", 0L, "size_mantissa", 0L)),
                arguments("a correction", trade("action", "CORRECT", "revision", 7)),
                arguments("at the bound of the future", trade("event_time", LATE - 1, "received_at", LATE - 1)),
                arguments("without a sequence", without("sequence")),
                arguments("a price with few digits", trade("price_mantissa", 16745L, "price_scale", 2)),
                arguments("a price in hundreds", trade("price_mantissa", 3L, "price_scale", -2)),
                arguments("the largest price", trade("price_mantissa", MOST, "size_mantissa", 100_000_000_000L)),
                arguments("the largest size", trade("price_mantissa", 99_999_999_999L, "size_mantissa", MOST)),
                arguments("eligible for nothing", trade("eligibility", 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void goodTrades(String what, byte[] value) {
        assertThat(judgeTrade("us:SPY", value)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void heartbeatNamesItsVenue() {
        byte[] heartbeat = trade(
                "instrument",
                "us:*",
                "action",
                "HEARTBEAT",
                "price_mantissa",
                0L,
                "size_mantissa",
                0L,
                "eligibility",
                0);
        assertThat(judgeTrade("us:*", heartbeat)).isInstanceOf(Verdict.Accepted.class);
    }

    static Stream<Arguments> badTrades() {
        return Stream.of(
                arguments(Reason.EMPTY, "no value", new byte[0]),
                arguments(Reason.MALFORMED, "3 bytes are no message", new byte[] {1, 2, 3}),
                arguments(Reason.MALFORMED, "begins with 7b22", "{\"price\": 1.5}".getBytes(StandardCharsets.UTF_8)),
                arguments(Reason.MALFORMED, "a length of 18 with 12 bytes left", truncated()),
                arguments(Reason.UNKNOWN_SCHEMA, "no released version of Trade", QuoteCodec.encode(Samples.quote())),
                arguments(Reason.KEY_MISMATCH, "us:AIG", trade("instrument", "us:AIG")),
                arguments(Reason.INSTRUMENT, "was 'SPY'", trade("instrument", "SPY")),
                arguments(Reason.INSTRUMENT, "symbol must be upper case", trade("instrument", "us:spy")),
                arguments(Reason.INSTRUMENT, "was HEARTBEAT for us:SPY", trade("action", "HEARTBEAT")),
                arguments(Reason.ID, "were -1 and", trade("id_epoch", -1)),
                arguments(Reason.ID, "and -5", trade("trade_id", -5L)),
                arguments(Reason.REVISION, ">= 1 on CORRECT, was 0", trade("action", "CORRECT")),
                arguments(Reason.REVISION, "0 on NEW, was 1", trade("revision", 1)),
                arguments(Reason.SEQUENCE, "was -1", trade("sequence", -1L)),
                arguments(Reason.PRICE, "was -1500000000 at scale 9", trade("price_mantissa", -1_500_000_000L)),
                arguments(Reason.PRICE, "was 0 at scale 9", trade("price_mantissa", 0L)),
                arguments(Reason.PRICE, "0 on CANCEL", trade("action", "CANCEL", "revision", 1)),
                arguments(Reason.SIZE, "was -3", trade("size_mantissa", -3L)),
                arguments(Reason.SIZE, "> 0 on NEW, was 0", trade("size_mantissa", 0L)),
                arguments(Reason.SCALE, "price 1E-10", trade("price_mantissa", 1L, "price_scale", 10)),
                arguments(
                        Reason.SCALE,
                        "does not fit 18 digits",
                        trade("price_mantissa", 1_000_000_000L, "price_scale", 0)),
                arguments(Reason.SCALE, "price", trade("price_mantissa", Long.MAX_VALUE)),
                arguments(Reason.SCALE, "price", trade("price_scale", Integer.MIN_VALUE)),
                arguments(Reason.SCALE, "size", trade("size_mantissa", 1L, "size_scale", 9)),
                arguments(Reason.SCALE, "size", trade("size_mantissa", 10_000_000_000L, "size_scale", 0)),
                arguments(
                        Reason.NOTIONAL,
                        "must be < 10^12, was 100000000.000000000 x 10000.00000000",
                        trade("price_mantissa", MOST / 10 + 1, "size_mantissa", 1_000_000_000_000L)),
                arguments(
                        Reason.NOTIONAL,
                        "100.000000001 x 9999999999.99999999",
                        trade("price_mantissa", 100_000_000_001L, "size_mantissa", MOST)),
                arguments(Reason.NOTIONAL, "price x size", trade("price_mantissa", MOST, "size_mantissa", MOST)),
                arguments(
                        Reason.NOTIONAL,
                        "price x size",
                        trade("action", "CORRECT", "revision", 1, "price_mantissa", MOST, "size_mantissa", MOST)),
                arguments(Reason.ELIGIBILITY, "was 8", trade("eligibility", 8)),
                arguments(Reason.TIME, "must not be before 1970, was -1", trade("event_time", -1L)),
                arguments(Reason.TIME, "received at", trade("received_at", Long.MIN_VALUE)),
                arguments(Reason.TIME, "available delay", trade("available_delay", -1L)),
                arguments(Reason.TIME, "available delay", trade("available_delay", Long.MAX_VALUE)),
                arguments(Reason.FUTURE, "event time", trade("event_time", LATE)),
                arguments(Reason.FUTURE, "event time", trade("event_time", Long.MAX_VALUE)),
                arguments(Reason.FUTURE, "received at", trade("received_at", LATE)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void badTrades(Reason reason, String detail, byte[] value) {
        assertRejected(judgeTrade("us:SPY", value), reason, detail);
    }

    @Test
    void recordWithoutValueOrKeyIsRejected() {
        assertRejected(TradeVerdicts.judge(null, null, 0), Reason.EMPTY, "no value");
        assertRejected(QuoteVerdicts.judge(null, null, 0), Reason.EMPTY, "no value");
        assertRejected(
                TradeVerdicts.judge(null, TradeCodec.encode(Samples.trade()), Samples.APPENDED_MICROS),
                Reason.KEY_MISMATCH,
                "no key");
    }

    static Stream<Arguments> badQuotes() {
        return Stream.of(
                arguments(Reason.EMPTY, "no value", new byte[0]),
                arguments(Reason.UNKNOWN_SCHEMA, "no released version of Quote", TradeCodec.encode(Samples.trade())),
                arguments(Reason.KEY_MISMATCH, "us:AIG", quote("instrument", "us:AIG")),
                arguments(Reason.INSTRUMENT, "was 'nonsense'", quote("instrument", "nonsense")),
                arguments(Reason.ID, "was -1", quote("quote_id", -1L)),
                arguments(Reason.SEQUENCE, "was -1", quote("sequence", -1L)),
                arguments(Reason.PRICE, "bid must be >= 0, was -1", quote("bid_mantissa", -1L)),
                arguments(Reason.PRICE, "ask must be >= 0, was -7", quote("ask_mantissa", -7L)),
                arguments(Reason.SIZE, "bid size", quote("bid_size_mantissa", -1L)),
                arguments(Reason.SCALE, "ask", quote("ask_mantissa", 1L, "bid_mantissa", 10L, "price_scale", 10)),
                arguments(Reason.SCALE, "bid size", quote("size_scale", -1)),
                arguments(Reason.TIME, "event time", quote("event_time", -1L)),
                arguments(Reason.FUTURE, "event time", quote("event_time", LATE)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void badQuotes(Reason reason, String detail, byte[] value) {
        assertRejected(judgeQuote("us:SPY", value), reason, detail);
    }

    @Test
    void crossedAndOneSidedQuotesAreData() {
        assertThat(judgeQuote("us:SPY", quote("bid_mantissa", 900L, "ask_mantissa", 100L)))
                .isInstanceOf(Verdict.Accepted.class);
        Map<String, Object> oneSided = new HashMap<>();
        oneSided.put("ask_mantissa", null);
        Verdict<QuoteEvent> verdict = judgeQuote("us:SPY", quote(oneSided));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted ->
                                assertThat(accepted.event()).extracting("askE9").isEqualTo(TradeEvent.ABSENT));
    }

    @Test
    void quoteOfAVenueIsRejected() {
        assertRejected(judgeQuote("us:*", quote("instrument", "us:*")), Reason.INSTRUMENT, "was us:*");
    }

    private static void assertRejected(Verdict<?> verdict, Reason reason, String detail) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.detail()).contains(detail);
        });
    }

    private static Verdict<TradeEvent> judgeTrade(String key, byte[] value) {
        return TradeVerdicts.judge(key.getBytes(StandardCharsets.UTF_8), value, Samples.APPENDED_MICROS);
    }

    private static Verdict<QuoteEvent> judgeQuote(String key, byte[] value) {
        return QuoteVerdicts.judge(key.getBytes(StandardCharsets.UTF_8), value, Samples.APPENDED_MICROS);
    }

    /** The good trade with fields, by their names on the wire, changed. */
    private static byte[] trade(Object... changes) {
        GenericRecord record = AvroRecords.of(TradeMessage.of(Samples.trade()), WireSchemas.trade());
        for (int index = 0; index < changes.length; index += 2) {
            put(record, (String) changes[index], changes[index + 1]);
        }
        return AvroRecords.encode(record);
    }

    private static byte[] without(String field) {
        GenericRecord record = AvroRecords.of(TradeMessage.of(Samples.trade()), WireSchemas.trade());
        record.put(field, null);
        return AvroRecords.encode(record);
    }

    private static byte[] quote(Object... changes) {
        Map<String, Object> fields = new HashMap<>();
        for (int index = 0; index < changes.length; index += 2) {
            fields.put((String) changes[index], changes[index + 1]);
        }
        return quote(fields);
    }

    private static byte[] quote(Map<String, Object> changes) {
        GenericRecord record = AvroRecords.of(QuoteMessage.of(Samples.quote()));
        changes.forEach(record::put);
        return AvroRecords.encode(record);
    }

    private static void put(GenericRecord record, String name, Object value) {
        boolean isSymbol = name.equals("action");
        record.put(
                name,
                isSymbol
                        ? new GenericData.EnumSymbol(
                                record.getSchema().getField(name).schema(), value)
                        : value);
    }

    private static byte[] truncated() {
        byte[] whole = TradeCodec.encode(Samples.trade());
        return Arrays.copyOf(whole, whole.length - 8);
    }
}
