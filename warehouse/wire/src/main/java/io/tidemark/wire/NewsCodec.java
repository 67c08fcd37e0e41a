package io.tidemark.wire;

import io.tidemark.market.event.Origin;

/** News to bytes, in the order of {@code news-v1.avsc}, and back by Avro's resolution. */
public final class NewsCodec {
    private static final int USUAL_BYTES = 512;

    private NewsCodec() {}

    public static byte[] encode(NewsMessage message) {
        WireWriter writer = WireSchemas.newsItems().writer(USUAL_BYTES);
        writer.writeString(message.source());
        writer.writeString(message.newsId());
        writer.writeLong(message.publishedAtMicros());
        writer.writeLong(message.receivedAtMicros());
        writer.writeString(message.headline());
        writer.writeString(message.body());
        writer.writeString(message.url());
        writer.writeString(message.language());
        writer.writeArray(message.instruments(), writer::writeString);
        writer.writeInt(message.origin().ordinal());
        writer.writeString(message.originFile());
        return writer.toBytes();
    }

    /** @throws WireException when the bytes are not news of a released schema; it carries the reason */
    public static NewsMessage decode(byte[] value) {
        return decode(value, WireSchemas.newsItems());
    }

    static NewsMessage decode(byte[] value, MessageFormat format) {
        ResolvedRecord record = new ResolvedRecord(format.resolve(value));
        return new NewsMessage(
                record.text("source"),
                record.text("news_id"),
                record.longOf("published_at"),
                record.longOf("received_at"),
                record.text("headline"),
                record.text("body"),
                record.text("url"),
                record.text("language"),
                record.texts("instruments"),
                record.symbol("origin", Origin.class),
                record.text("origin_file"));
    }
}
