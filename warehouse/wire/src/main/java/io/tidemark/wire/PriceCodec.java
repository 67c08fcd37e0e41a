package io.tidemark.wire;

import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;

/** Polled prices to bytes, in the order of {@code price-v1.avsc}, and back by Avro's resolution. */
public final class PriceCodec {
    private static final int USUAL_BYTES = 128;

    private PriceCodec() {}

    public static byte[] encode(PriceMessage message) {
        WireWriter writer = WireSchemas.prices().writer(USUAL_BYTES);
        writer.writeString(message.instrument());
        writer.writeString(message.provider());
        writer.writeLong(message.polledAtMicros());
        writer.writeLong(message.eventTimeMicros());
        writer.writeInt(message.timeSource().ordinal());
        writer.writeLong(message.receivedAtMicros());
        writer.writeLong(message.priceMantissa());
        writer.writeInt(message.priceScale());
        writer.writeOptionalLong(message.volume24hMantissa());
        writer.writeInt(message.volume24hScale());
        writer.writeInt(message.origin().ordinal());
        writer.writeString(message.originFile());
        writer.writeOptionalLong(message.availableDelayMicros());
        return writer.toBytes();
    }

    /** @throws WireException when the bytes are not a price of a released schema; it carries the reason */
    public static PriceMessage decode(byte[] value) {
        return decode(value, WireSchemas.prices());
    }

    static PriceMessage decode(byte[] value, MessageFormat format) {
        ResolvedRecord record = new ResolvedRecord(format.resolve(value));
        return new PriceMessage(
                record.text("instrument"),
                record.text("provider"),
                record.longOf("polled_at"),
                record.longOf("event_time"),
                record.symbol("time_source", TimeSource.class),
                record.longOf("received_at"),
                record.longOf("price_mantissa"),
                record.intOf("price_scale"),
                record.optionalLong("volume_24h_mantissa"),
                record.intOf("volume_24h_scale"),
                record.symbol("origin", Origin.class),
                record.text("origin_file"),
                record.optionalLong("available_delay"));
    }
}
