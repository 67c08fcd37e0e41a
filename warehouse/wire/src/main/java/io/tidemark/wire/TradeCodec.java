package io.tidemark.wire;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import org.apache.avro.generic.GenericRecord;

/**
 * Trades to bytes and back. The current schema is written and read field by field, in the order of {@code trade-v1.avsc}; a test
 * holds this equal to Avro's generic code.
 */
public final class TradeCodec {
    // The order of these enums is the order of the schema's symbols; a test compares them.
    static final TradeAction[] ACTIONS = TradeAction.values();
    static final TimeSource[] TIME_SOURCES = TimeSource.values();
    static final Aggressor[] AGGRESSORS = Aggressor.values();
    static final Origin[] ORIGINS = Origin.values();

    private static final int USUAL_BYTES = 160;

    private TradeCodec() {}

    public static byte[] encode(TradeEvent event) {
        return encode(TradeMessage.of(event));
    }

    public static byte[] encode(TradeMessage message) {
        WireWriter writer = WireSchemas.trades().writer(USUAL_BYTES);
        writer.writeString(message.instrument());
        writer.writeInt(message.idEpoch());
        writer.writeLong(message.tradeId());
        writer.writeInt(message.revision());
        writer.writeInt(message.action().ordinal());
        writer.writeOptionalLong(message.sequence());
        writer.writeLong(message.eventTimeMicros());
        writer.writeInt(message.timeSource().ordinal());
        writer.writeLong(message.receivedAtMicros());
        writer.writeLong(message.priceMantissa());
        writer.writeInt(message.priceScale());
        writer.writeLong(message.sizeMantissa());
        writer.writeInt(message.sizeScale());
        writer.writeInt(message.aggressor().ordinal());
        writer.writeString(message.exchange());
        writer.writeString(message.venueTradeId());
        writer.writeString(message.conditions());
        writer.writeInt(message.eligibility());
        writer.writeInt(message.origin().ordinal());
        writer.writeString(message.originFile());
        writer.writeOptionalLong(message.availableDelayMicros());
        return writer.toBytes();
    }

    /** @throws WireException when the bytes are not a trade of a released schema; it carries the reason */
    public static TradeMessage decode(byte[] value) {
        return decode(value, WireSchemas.trades());
    }

    static TradeMessage decode(byte[] value, MessageFormat format) {
        return format.decode(value, TradeCodec::read, TradeCodec::fromResolved);
    }

    private static TradeMessage read(WireReader reader) {
        return new TradeMessage(
                reader.readString(),
                reader.readInt(),
                reader.readLong(),
                reader.readInt(),
                ACTIONS[reader.readIndex(ACTIONS.length)],
                reader.readOptionalLong(),
                reader.readLong(),
                TIME_SOURCES[reader.readIndex(TIME_SOURCES.length)],
                reader.readLong(),
                reader.readLong(),
                reader.readInt(),
                reader.readLong(),
                reader.readInt(),
                AGGRESSORS[reader.readIndex(AGGRESSORS.length)],
                reader.readString(),
                reader.readString(),
                reader.readString(),
                reader.readInt(),
                ORIGINS[reader.readIndex(ORIGINS.length)],
                reader.readString(),
                reader.readOptionalLong());
    }

    private static TradeMessage fromResolved(GenericRecord resolved) {
        ResolvedRecord record = new ResolvedRecord(resolved);
        return new TradeMessage(
                record.text("instrument"),
                record.intOf("id_epoch"),
                record.longOf("trade_id"),
                record.intOf("revision"),
                record.symbol("action", TradeAction.class),
                record.optionalLong("sequence"),
                record.longOf("event_time"),
                record.symbol("time_source", TimeSource.class),
                record.longOf("received_at"),
                record.longOf("price_mantissa"),
                record.intOf("price_scale"),
                record.longOf("size_mantissa"),
                record.intOf("size_scale"),
                record.symbol("aggressor", Aggressor.class),
                record.text("exchange"),
                record.text("venue_trade_id"),
                record.text("conditions"),
                record.intOf("eligibility"),
                record.symbol("origin", Origin.class),
                record.text("origin_file"),
                record.optionalLong("available_delay"));
    }
}
