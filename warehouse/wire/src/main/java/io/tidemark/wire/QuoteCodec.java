package io.tidemark.wire;

import static io.tidemark.wire.TradeCodec.ORIGINS;
import static io.tidemark.wire.TradeCodec.TIME_SOURCES;

import io.tidemark.market.event.Origin;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TimeSource;
import org.apache.avro.generic.GenericRecord;

/** Quotes to bytes and back, field by field in the order of {@code quote-v1.avsc}. */
public final class QuoteCodec {
    private static final int USUAL_BYTES = 160;

    private QuoteCodec() {}

    public static byte[] encode(QuoteEvent event) {
        return encode(QuoteMessage.of(event));
    }

    public static byte[] encode(QuoteMessage message) {
        WireWriter writer = WireSchemas.quotes().writer(USUAL_BYTES);
        writer.writeString(message.instrument());
        writer.writeOptionalLong(message.quoteId());
        writer.writeOptionalLong(message.sequence());
        writer.writeLong(message.eventTimeMicros());
        writer.writeInt(message.timeSource().ordinal());
        writer.writeLong(message.receivedAtMicros());
        writer.writeInt(message.priceScale());
        writer.writeInt(message.sizeScale());
        writer.writeOptionalLong(message.bidMantissa());
        writer.writeOptionalLong(message.bidSizeMantissa());
        writer.writeOptionalLong(message.askMantissa());
        writer.writeOptionalLong(message.askSizeMantissa());
        writer.writeString(message.exchange());
        writer.writeString(message.conditions());
        writer.writeInt(message.origin().ordinal());
        writer.writeString(message.originFile());
        writer.writeOptionalLong(message.availableDelayMicros());
        return writer.toBytes();
    }

    /** @throws WireException when the bytes are not a quote of a released schema; it carries the reason */
    public static QuoteMessage decode(byte[] value) {
        return decode(value, WireSchemas.quotes());
    }

    static QuoteMessage decode(byte[] value, MessageFormat format) {
        return format.decode(value, QuoteCodec::read, QuoteCodec::fromResolved);
    }

    private static QuoteMessage read(WireReader reader) {
        return new QuoteMessage(
                reader.readString(),
                reader.readOptionalLong(),
                reader.readOptionalLong(),
                reader.readLong(),
                TIME_SOURCES[reader.readIndex(TIME_SOURCES.length)],
                reader.readLong(),
                reader.readInt(),
                reader.readInt(),
                reader.readOptionalLong(),
                reader.readOptionalLong(),
                reader.readOptionalLong(),
                reader.readOptionalLong(),
                reader.readString(),
                reader.readString(),
                ORIGINS[reader.readIndex(ORIGINS.length)],
                reader.readString(),
                reader.readOptionalLong());
    }

    private static QuoteMessage fromResolved(GenericRecord resolved) {
        ResolvedRecord record = new ResolvedRecord(resolved);
        return new QuoteMessage(
                record.text("instrument"),
                record.optionalLong("quote_id"),
                record.optionalLong("sequence"),
                record.longOf("event_time"),
                record.symbol("time_source", TimeSource.class),
                record.longOf("received_at"),
                record.intOf("price_scale"),
                record.intOf("size_scale"),
                record.optionalLong("bid_mantissa"),
                record.optionalLong("bid_size_mantissa"),
                record.optionalLong("ask_mantissa"),
                record.optionalLong("ask_size_mantissa"),
                record.text("exchange"),
                record.text("conditions"),
                record.symbol("origin", Origin.class),
                record.text("origin_file"),
                record.optionalLong("available_delay"));
    }
}
