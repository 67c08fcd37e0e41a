package io.tidemark.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * {@link WireReader} as an Avro decoder, for records of another schema version than the current one. Avro's own decoder allocates
 * what a length says before it looks whether so much is there; a mutated record must not cost the process its memory.
 */
final class BoundedDecoder extends Decoder {
    private final WireReader reader;

    BoundedDecoder(WireReader reader) {
        this.reader = reader;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() {
        return reader.readByte() == 1;
    }

    @Override
    public int readInt() {
        return reader.readInt();
    }

    @Override
    public long readLong() {
        return reader.readLong();
    }

    @Override
    public float readFloat() {
        return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
    }

    @Override
    public double readDouble() {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    private long littleEndian(int bytes) {
        long bits = 0;
        for (int index = 0; index < bytes; index++) {
            bits |= (reader.readByte() & 0xFFL) << (8 * index);
        }
        return bits;
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) {
        return new Utf8(reader.readBytes());
    }

    @Override
    public String readString() {
        return new String(reader.readBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() {
        reader.skip(reader.readLength());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) {
        return ByteBuffer.wrap(reader.readBytes());
    }

    @Override
    public void skipBytes() {
        reader.skip(reader.readLength());
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) {
        reader.readFixed(bytes, start, length);
    }

    @Override
    public void skipFixed(int length) {
        reader.skip(length);
    }

    @Override
    public int readEnum() {
        return reader.readInt();
    }

    @Override
    public int readIndex() {
        return reader.readInt();
    }

    /** A block's number of items; a negative one is followed by the block's length in bytes. */
    private long readItemCount() {
        long count = reader.readLong();
        if (count < 0) {
            reader.readLength();
            count = -count;
        }
        // Avro makes room for all of them at once. No schema of ours has an item without bytes.
        if (count < 0 || count > reader.bytesLeft()) {
            throw WireException.malformed("a block of " + count + " items with " + reader.bytesLeft() + " bytes left");
        }
        return count;
    }

    private long skipItems() {
        long count = reader.readLong();
        while (count < 0) {
            reader.skip(reader.readLength());
            count = reader.readLong();
        }
        return count;
    }

    @Override
    public long readArrayStart() {
        return readItemCount();
    }

    @Override
    public long arrayNext() {
        return readItemCount();
    }

    @Override
    public long skipArray() {
        return skipItems();
    }

    @Override
    public long readMapStart() {
        return readItemCount();
    }

    @Override
    public long mapNext() {
        return readItemCount();
    }

    @Override
    public long skipMap() {
        return skipItems();
    }
}
