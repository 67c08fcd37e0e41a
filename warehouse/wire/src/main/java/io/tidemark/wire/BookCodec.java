package io.tidemark.wire;

import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/** Order books to bytes, in the order of {@code book-v1.avsc}, and back by Avro's resolution. */
public final class BookCodec {
    private static final int USUAL_BYTES = 256;

    private BookCodec() {}

    public static byte[] encode(BookMessage message) {
        WireWriter writer = WireSchemas.books().writer(USUAL_BYTES);
        writer.writeString(message.instrument());
        writer.writeOptionalLong(message.firstSequence());
        writer.writeOptionalLong(message.lastSequence());
        writer.writeLong(message.eventTimeMicros());
        writer.writeInt(message.timeSource().ordinal());
        writer.writeLong(message.receivedAtMicros());
        writer.writeBoolean(message.isSnapshot());
        writer.writeInt(message.priceScale());
        writer.writeInt(message.sizeScale());
        writeLevels(writer, message.bids());
        writeLevels(writer, message.asks());
        writer.writeInt(message.origin().ordinal());
        writer.writeString(message.originFile());
        writer.writeOptionalLong(message.availableDelayMicros());
        return writer.toBytes();
    }

    private static void writeLevels(WireWriter writer, List<BookMessage.Level> levels) {
        writer.writeArray(levels, level -> {
            writer.writeLong(level.priceMantissa());
            writer.writeLong(level.sizeMantissa());
        });
    }

    /** @throws WireException when the bytes are not a book of a released schema; it carries the reason */
    public static BookMessage decode(byte[] value) {
        return decode(value, WireSchemas.books());
    }

    static BookMessage decode(byte[] value, MessageFormat format) {
        return fromResolved(format.resolve(value));
    }

    private static BookMessage fromResolved(GenericRecord resolved) {
        ResolvedRecord record = new ResolvedRecord(resolved);
        return new BookMessage(
                record.text("instrument"),
                record.optionalLong("first_sequence"),
                record.optionalLong("last_sequence"),
                record.longOf("event_time"),
                record.symbol("time_source", TimeSource.class),
                record.longOf("received_at"),
                record.flag("is_snapshot"),
                record.intOf("price_scale"),
                record.intOf("size_scale"),
                record.records("bids", BookCodec::level),
                record.records("asks", BookCodec::level),
                record.symbol("origin", Origin.class),
                record.text("origin_file"),
                record.optionalLong("available_delay"));
    }

    private static BookMessage.Level level(ResolvedRecord record) {
        return new BookMessage.Level(record.longOf("price_mantissa"), record.longOf("size_mantissa"));
    }
}
