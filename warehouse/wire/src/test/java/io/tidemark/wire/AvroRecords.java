package io.tidemark.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;

/** Messages as Avro's own generic records and by Avro's own single-object encoding: what the codecs are compared with. */
final class AvroRecords {
    private AvroRecords() {}

    static byte[] encode(GenericRecord record) {
        try {
            ByteBuffer buffer =
                    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), record.getSchema()).encode(record);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    static GenericRecord decode(byte[] bytes, Schema schema) {
        try {
            return new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema).decode(bytes);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    static GenericRecord of(TradeMessage message, Schema schema) {
        GenericRecord record = new GenericData.Record(schema);
        put(record, "instrument", message.instrument());
        put(record, "id_epoch", message.idEpoch());
        put(record, "trade_id", message.tradeId());
        put(record, "revision", message.revision());
        put(record, "action", message.action());
        put(record, "sequence", message.sequence());
        put(record, "event_time", message.eventTimeMicros());
        put(record, "time_source", message.timeSource());
        put(record, "received_at", message.receivedAtMicros());
        put(record, "price_mantissa", message.priceMantissa());
        put(record, "price_scale", message.priceScale());
        put(record, "size_mantissa", message.sizeMantissa());
        put(record, "size_scale", message.sizeScale());
        put(record, "aggressor", message.aggressor());
        put(record, "exchange", message.exchange());
        put(record, "venue_trade_id", message.venueTradeId());
        put(record, "conditions", message.conditions());
        put(record, "eligibility", message.eligibility());
        put(record, "origin", message.origin());
        put(record, "origin_file", message.originFile());
        put(record, "available_delay", message.availableDelayMicros());
        return record;
    }

    static GenericRecord of(QuoteMessage message) {
        GenericRecord record = new GenericData.Record(WireSchemas.quote());
        put(record, "instrument", message.instrument());
        put(record, "quote_id", message.quoteId());
        put(record, "sequence", message.sequence());
        put(record, "event_time", message.eventTimeMicros());
        put(record, "time_source", message.timeSource());
        put(record, "received_at", message.receivedAtMicros());
        put(record, "price_scale", message.priceScale());
        put(record, "size_scale", message.sizeScale());
        put(record, "bid_mantissa", message.bidMantissa());
        put(record, "bid_size_mantissa", message.bidSizeMantissa());
        put(record, "ask_mantissa", message.askMantissa());
        put(record, "ask_size_mantissa", message.askSizeMantissa());
        put(record, "exchange", message.exchange());
        put(record, "conditions", message.conditions());
        put(record, "origin", message.origin());
        put(record, "origin_file", message.originFile());
        put(record, "available_delay", message.availableDelayMicros());
        return record;
    }

    static GenericRecord of(BarMessage message) {
        GenericRecord record = new GenericData.Record(WireSchemas.bar());
        put(record, "instrument", message.instrument().toString());
        put(record, "interval", message.interval().label());
        put(record, "start", message.startMicros());
        put(record, "end", message.endMicros());
        put(record, "open", absentAware(message.openE9()));
        put(record, "high", absentAware(message.highE9()));
        put(record, "low", absentAware(message.lowE9()));
        put(record, "close", absentAware(message.closeE9()));
        put(record, "volume", ByteBuffer.wrap(message.volume().toBigInteger().toByteArray()));
        put(
                record,
                "notional",
                ByteBuffer.wrap(message.notional().toBigInteger().toByteArray()));
        put(record, "trades", message.trades());
        putSum(
                record,
                "buy_volume",
                message.buyVolume().map(sum -> sum.toBigInteger().toByteArray()));
        putSum(
                record,
                "sell_volume",
                message.sellVolume().map(sum -> sum.toBigInteger().toByteArray()));
        put(record, "first_time", absentAware(message.firstTimeMicros()));
        put(record, "last_time", absentAware(message.lastTimeMicros()));
        put(record, "status", message.version().status());
        put(record, "revision", message.version().revision());
        put(record, "fold_version", message.version().foldVersion());
        put(record, "topic_epoch", message.version().topicEpoch());
        put(record, "known_to", message.version().knownTo());
        put(record, "known_at", message.version().knownAtMicros());
        put(record, "layer", message.version().layer());
        put(record, "quality", message.quality());
        return record;
    }

    private static long absentAware(OptionalLong value) {
        return value.orElse(TradeMessage.ABSENT);
    }

    private static void putSum(GenericRecord record, String name, Optional<byte[]> sum) {
        sum.ifPresent(bytes -> record.put(name, ByteBuffer.wrap(bytes)));
    }

    /** By the field's own schema; a field that the schema does not have is left out. */
    private static void put(GenericRecord record, String name, Object value) {
        Schema.Field field = record.getSchema().getField(name);
        if (field == null || value.equals(TradeMessage.ABSENT)) {
            return;
        }
        record.put(
                name,
                value instanceof Enum<?> symbol ? new GenericData.EnumSymbol(field.schema(), symbol.name()) : value);
    }
}
