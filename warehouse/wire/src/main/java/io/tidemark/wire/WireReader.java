package io.tidemark.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Avro's binary encoding, read from an array without trust: whatever the bytes are, a method returns a value or throws {@link
 * WireException}; it neither reads past the end nor allocates more than the record holds.
 */
final class WireReader {
    private final byte[] bytes;
    private int position;

    WireReader(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    long readLong() {
        long bits = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = readByte();
            bits |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        throw WireException.malformed("a number of more than 10 bytes at byte " + position);
    }

    int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw WireException.malformed("an int of " + value + " at byte " + position);
        }
        return (int) value;
    }

    /** Absent is {@link TradeMessage#ABSENT}. */
    long readOptionalLong() {
        if (readIndex(2) == 0) {
            return TradeMessage.ABSENT;
        }
        long value = readLong();
        if (value == TradeMessage.ABSENT) {
            throw WireException.malformed("a number of " + value + " at byte " + position);
        }
        return value;
    }

    /** The index of a union's branch or an enum's symbol. */
    int readIndex(int bound) {
        long index = readLong();
        if (index < 0 || index >= bound) {
            throw WireException.malformed("branch " + index + " of " + bound + " at byte " + position);
        }
        return (int) index;
    }

    String readString() {
        int length = readLength();
        if (length == 0) {
            return "";
        }
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    byte[] readBytes() {
        int length = readLength();
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    /** A length that the rest of the record can hold. */
    int readLength() {
        long length = readLong();
        if (length < 0 || length > bytes.length - position) {
            throw WireException.malformed(
                    "a length of " + length + " with " + (bytes.length - position) + " bytes left at byte " + position);
        }
        return (int) length;
    }

    int bytesLeft() {
        return bytes.length - position;
    }

    byte readByte() {
        if (position >= bytes.length) {
            throw WireException.malformed("ends after " + bytes.length + " bytes in the middle of a record");
        }
        return bytes[position++];
    }

    void skip(int count) {
        if (count < 0 || count > bytes.length - position) {
            throw WireException.malformed("ends after " + bytes.length + " bytes in the middle of a record");
        }
        position += count;
    }

    void readFixed(byte[] target, int start, int length) {
        skip(length);
        System.arraycopy(bytes, position - length, target, start, length);
    }

    /** A record ends where its bytes end. */
    void end() {
        if (position != bytes.length) {
            throw WireException.malformed((bytes.length - position) + " bytes left over after a record of " + position);
        }
    }
}
