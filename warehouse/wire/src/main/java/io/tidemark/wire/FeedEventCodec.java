package io.tidemark.wire;

import io.tidemark.market.event.FeedEventKind;

/** Feed events to bytes, in the order of {@code feed-event-v1.avsc}, and back by Avro's resolution. */
public final class FeedEventCodec {
    private static final int USUAL_BYTES = 128;

    private FeedEventCodec() {}

    public static byte[] encode(FeedEventMessage message) {
        WireWriter writer = WireSchemas.feedEvents().writer(USUAL_BYTES);
        writer.writeString(message.venue());
        writer.writeString(message.instrument());
        writer.writeInt(message.kind().ordinal());
        writer.writeLong(message.eventTimeMicros());
        writer.writeOptionalLong(message.fromSequence());
        writer.writeOptionalLong(message.toSequence());
        writer.writeOptionalLong(message.fromTimeMicros());
        writer.writeOptionalLong(message.toTimeMicros());
        writer.writeString(message.detail());
        return writer.toBytes();
    }

    /** @throws WireException when the bytes are not a feed event of a released schema; it carries the reason */
    public static FeedEventMessage decode(byte[] value) {
        return decode(value, WireSchemas.feedEvents());
    }

    static FeedEventMessage decode(byte[] value, MessageFormat format) {
        ResolvedRecord record = new ResolvedRecord(format.resolve(value));
        return new FeedEventMessage(
                record.text("venue"),
                record.text("instrument"),
                record.symbol("kind", FeedEventKind.class),
                record.longOf("event_time"),
                record.optionalLong("from_sequence"),
                record.optionalLong("to_sequence"),
                record.optionalLong("from_time"),
                record.optionalLong("to_time"),
                record.text("detail"));
    }
}
