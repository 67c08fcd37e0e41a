package io.tidemark.wire;

import io.tidemark.market.number.Int128;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Avro's binary encoding into a growing array. */
final class WireWriter {
    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes;
    private int position;

    WireWriter(byte[] header, int expectedBytes) {
        bytes = Arrays.copyOf(header, Math.max(expectedBytes, header.length));
        position = header.length;
    }

    void writeLong(long value) {
        ensure(LONGEST_NUMBER);
        long bits = (value << 1) ^ (value >> 63);
        while ((bits & ~0x7FL) != 0) {
            bytes[position++] = (byte) (bits | 0x80);
            bits >>>= 7;
        }
        bytes[position++] = (byte) bits;
    }

    void writeInt(int value) {
        writeLong(value);
    }

    /** {@link TradeMessage#ABSENT} is written as null. */
    void writeOptionalLong(long value) {
        if (value == TradeMessage.ABSENT) {
            writeLong(0);
        } else {
            writeLong(1);
            writeLong(value);
        }
    }

    void writeBoolean(boolean value) {
        ensure(1);
        bytes[position++] = (byte) (value ? 1 : 0);
    }

    /** One block of items and the end of the array. */
    <T> void writeArray(List<T> items, Consumer<T> writeItem) {
        if (!items.isEmpty()) {
            writeLong(items.size());
            items.forEach(writeItem);
        }
        writeLong(0);
    }

    void writeString(String text) {
        if (text.isEmpty()) {
            writeLong(0);
        } else {
            writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    void writeBytes(byte[] content) {
        writeLong(content.length);
        ensure(content.length);
        System.arraycopy(content, 0, bytes, position, content.length);
        position += content.length;
    }

    void writeDecimal(Int128 unscaled) {
        writeBytes(unscaled.toBigInteger().toByteArray());
    }

    byte[] toBytes() {
        return position == bytes.length ? bytes : Arrays.copyOf(bytes, position);
    }

    private void ensure(int more) {
        if (bytes.length - position < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + more));
        }
    }
}
