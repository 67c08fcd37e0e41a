package io.tidemark.clickhouse.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing byte array that takes little-endian numbers, as ClickHouse keeps them. */
final class Bytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] array;
    private int size;

    Bytes(int capacity) {
        this.array = new byte[Math.max(capacity, 16)];
    }

    int size() {
        return size;
    }

    byte[] array() {
        return array;
    }

    void putByte(int value) {
        ensure(1);
        array[size++] = (byte) value;
    }

    void putInt(int value) {
        ensure(4);
        INT.set(array, size, value);
        size += 4;
    }

    void putLong(long value) {
        ensure(8);
        LONG.set(array, size, value);
        size += 8;
    }

    void put(byte[] source, int from, int length) {
        ensure(length);
        System.arraycopy(source, from, array, size, length);
        size += length;
    }

    void putVarUInt(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            putByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        putByte((int) rest);
    }

    void putText(byte[] text) {
        putVarUInt(text.length);
        put(text, 0, text.length);
    }

    long getLong(int index) {
        return (long) LONG.get(array, index);
    }

    private void ensure(int more) {
        if (array.length - size < more) {
            // Doubling past 2^30 would overflow; blocks stay far below it.
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }
}
