package io.tidemark.wire;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.number.Int128;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.generic.GenericRecord;

/** Bars to bytes and back, field by field in the order of {@code bar-v1.avsc}. */
public final class BarCodec {
    private static final int USUAL_BYTES = 200;
    private static final BarStatus[] STATUSES = BarStatus.values();
    private static final BarLayer[] LAYERS = BarLayer.values();

    private BarCodec() {}

    public static byte[] encode(Bar bar) {
        return encode(BarMessage.of(bar));
    }

    public static byte[] encode(BarMessage message) {
        WireWriter writer = WireSchemas.bars().writer(USUAL_BYTES);
        writer.writeString(message.instrument().toString());
        writer.writeString(message.interval().label());
        writer.writeLong(message.startMicros());
        writer.writeLong(message.endMicros());
        writer.writeOptionalLong(onWire(message.openE9()));
        writer.writeOptionalLong(onWire(message.highE9()));
        writer.writeOptionalLong(onWire(message.lowE9()));
        writer.writeOptionalLong(onWire(message.closeE9()));
        writer.writeDecimal(message.volume());
        writer.writeDecimal(message.notional());
        writer.writeLong(message.trades());
        writeOptional(writer, message.buyVolume());
        writeOptional(writer, message.sellVolume());
        writer.writeOptionalLong(onWire(message.firstTimeMicros()));
        writer.writeOptionalLong(onWire(message.lastTimeMicros()));
        BarVersion version = message.version();
        writer.writeInt(version.status().ordinal());
        writer.writeInt(version.revision());
        writer.writeInt(version.foldVersion());
        writer.writeInt(version.topicEpoch());
        writer.writeLong(version.knownTo());
        writer.writeLong(version.knownAtMicros());
        writer.writeInt(version.layer().ordinal());
        writer.writeInt(message.quality());
        return writer.toBytes();
    }

    /** @throws WireException when the bytes are not a bar of a released schema; it carries the reason */
    public static BarMessage decode(byte[] value) {
        return decode(value, WireSchemas.bars());
    }

    static BarMessage decode(byte[] value, MessageFormat format) {
        return format.decode(value, BarCodec::read, BarCodec::fromResolved);
    }

    private static BarMessage read(WireReader reader) {
        return new BarMessage(
                Checks.instrument(reader.readString()),
                interval(reader.readString()),
                reader.readLong(),
                reader.readLong(),
                fromWire(reader.readOptionalLong()),
                fromWire(reader.readOptionalLong()),
                fromWire(reader.readOptionalLong()),
                fromWire(reader.readOptionalLong()),
                decimal(reader.readBytes()),
                decimal(reader.readBytes()),
                reader.readLong(),
                readOptional(reader),
                readOptional(reader),
                fromWire(reader.readOptionalLong()),
                fromWire(reader.readOptionalLong()),
                readVersion(reader),
                reader.readInt());
    }

    /** The wire's order of these fields is not the record's. */
    private static BarVersion readVersion(WireReader reader) {
        BarStatus status = STATUSES[reader.readIndex(STATUSES.length)];
        int revision = reader.readInt();
        int foldVersion = reader.readInt();
        int topicEpoch = reader.readInt();
        long knownTo = reader.readLong();
        long knownAtMicros = reader.readLong();
        BarLayer layer = LAYERS[reader.readIndex(LAYERS.length)];
        return version(foldVersion, topicEpoch, knownTo, status, layer, revision, knownAtMicros);
    }

    private static BarVersion version(
            int foldVersion,
            int topicEpoch,
            long knownTo,
            BarStatus status,
            BarLayer layer,
            int revision,
            long knownAtMicros) {
        try {
            return new BarVersion(foldVersion, topicEpoch, knownTo, status, layer, revision, knownAtMicros);
        } catch (IllegalArgumentException impossible) {
            throw WireException.malformed(String.valueOf(impossible.getMessage()));
        }
    }

    private static BarMessage fromResolved(GenericRecord resolved) {
        ResolvedRecord record = new ResolvedRecord(resolved);
        return new BarMessage(
                Checks.instrument(record.text("instrument")),
                interval(record.text("interval")),
                record.longOf("start"),
                record.longOf("end"),
                fromWire(record.optionalLong("open")),
                fromWire(record.optionalLong("high")),
                fromWire(record.optionalLong("low")),
                fromWire(record.optionalLong("close")),
                decimal(record.bytes("volume")),
                decimal(record.bytes("notional")),
                record.longOf("trades"),
                record.has("buy_volume") ? Optional.of(decimal(record.bytes("buy_volume"))) : Optional.empty(),
                record.has("sell_volume") ? Optional.of(decimal(record.bytes("sell_volume"))) : Optional.empty(),
                fromWire(record.optionalLong("first_time")),
                fromWire(record.optionalLong("last_time")),
                version(
                        record.intOf("fold_version"),
                        record.intOf("topic_epoch"),
                        record.longOf("known_to"),
                        record.symbol("status", BarStatus.class),
                        record.symbol("layer", BarLayer.class),
                        record.intOf("revision"),
                        record.longOf("known_at")),
                record.intOf("quality"));
    }

    private static BarInterval interval(String label) {
        try {
            return BarInterval.parse(label);
        } catch (IllegalArgumentException unknown) {
            throw WireException.malformed(String.valueOf(unknown.getMessage()));
        }
    }

    private static Int128 decimal(byte[] twosComplement) {
        if (twosComplement.length == 0 || twosComplement.length > 16) {
            throw WireException.malformed("a decimal of " + twosComplement.length + " bytes");
        }
        return Int128.of(new BigInteger(twosComplement));
    }

    private static void writeOptional(WireWriter writer, Optional<Int128> value) {
        writer.writeLong(value.isPresent() ? 1 : 0);
        value.ifPresent(writer::writeDecimal);
    }

    private static Optional<Int128> readOptional(WireReader reader) {
        return reader.readIndex(2) == 0 ? Optional.empty() : Optional.of(decimal(reader.readBytes()));
    }

    private static long onWire(OptionalLong value) {
        return value.orElse(TradeMessage.ABSENT);
    }

    private static OptionalLong fromWire(long value) {
        return value == TradeMessage.ABSENT ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
