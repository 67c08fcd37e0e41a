package io.tidemark.wire;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro's single-object encoding for one kind of message: the marker {@code C3 01}, the writer schema's CRC-64-AVRO fingerprint in
 * little-endian order, the body. The current schema is read by hand-written code, every other released one by Avro's resolution.
 */
final class MessageFormat {
    private static final int MARKER_BYTES = 2;
    static final int HEADER_BYTES = MARKER_BYTES + Long.BYTES;

    private final Schema current;
    private final long currentFingerprint;
    private final byte[] header;
    private final Map<Long, Schema> writers = new HashMap<>();

    MessageFormat(Schema current, Collection<Schema> released) {
        this.current = current;
        this.currentFingerprint = SchemaNormalization.parsingFingerprint64(current);
        this.header = header(currentFingerprint);
        released.forEach(schema -> writers.put(SchemaNormalization.parsingFingerprint64(schema), schema));
    }

    Schema current() {
        return current;
    }

    WireWriter writer(int expectedBytes) {
        return new WireWriter(header, expectedBytes);
    }

    /** @throws WireException when the bytes are not a message of a released schema */
    <T> T decode(byte[] value, Function<WireReader, T> fromCurrent, Function<GenericRecord, T> fromResolved) {
        long fingerprint = fingerprint(value);
        if (fingerprint != currentFingerprint) {
            return fromResolved.apply(resolve(value, fingerprint));
        }
        WireReader reader = new WireReader(value, HEADER_BYTES);
        T message = fromCurrent.apply(reader);
        reader.end();
        return message;
    }

    /** The record in the shape of the current schema, whichever released schema wrote it. */
    GenericRecord resolve(byte[] value) {
        return resolve(value, fingerprint(value));
    }

    private GenericRecord resolve(byte[] value, long fingerprint) {
        Schema writer = writers.get(fingerprint);
        if (writer == null) {
            throw new WireException(
                    Reason.UNKNOWN_SCHEMA,
                    "schema " + HexFormat.of().toHexDigits(fingerprint) + " is no released version of "
                            + current.getName());
        }
        WireReader reader = new WireReader(value, HEADER_BYTES);
        GenericRecord message;
        try {
            // Readers keep state and are not thread-safe; records of older schemas are few, so each gets its own.
            message = new GenericDatumReader<GenericRecord>(writer, current)
                    .read(nothingToReuse(), new BoundedDecoder(reader));
        } catch (WireException malformed) {
            throw malformed;
        } catch (IOException | RuntimeException failed) {
            // Avro reports bad bytes by whatever exception its resolution happens to run into.
            throw WireException.malformed("not a record of its schema: " + failed.getMessage());
        }
        reader.end();
        return message;
    }

    @SuppressWarnings("NullAway") // Avro's API takes null for "make a new record"
    private static GenericRecord nothingToReuse() {
        return null;
    }

    private static long fingerprint(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            throw new WireException(Reason.EMPTY, "no bytes");
        }
        if (value.length < HEADER_BYTES) {
            throw WireException.malformed(value.length + " bytes are no message");
        }
        if (value[0] != (byte) 0xC3 || value[1] != 0x01) {
            throw WireException.malformed(
                    "begins with " + HexFormat.of().formatHex(value, 0, MARKER_BYTES) + ", not with c301");
        }
        long fingerprint = 0;
        for (int index = 0; index < Long.BYTES; index++) {
            fingerprint |= (value[MARKER_BYTES + index] & 0xFFL) << (8 * index);
        }
        return fingerprint;
    }

    private static byte[] header(long fingerprint) {
        byte[] header = new byte[HEADER_BYTES];
        header[0] = (byte) 0xC3;
        header[1] = 0x01;
        for (int index = 0; index < Long.BYTES; index++) {
            header[MARKER_BYTES + index] = (byte) (fingerprint >>> (8 * index));
        }
        return header;
    }
}
