package io.tidemark.clickhouse.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code LowCardinality(String)} column in ClickHouse's own layout: each distinct text once, and a number per row. The
 * server takes it over as it is, without hashing a text per row.
 *
 * @param <T> what is looked up; its {@code toString} is the text
 */
public final class DictionaryColumn<T> extends ColumnBuilder {
    private static final long SHARED_DICTIONARIES_WITH_ADDITIONAL_KEYS = 1;
    private static final long HAS_ADDITIONAL_KEYS = 1L << 9;
    private static final long NEEDS_UPDATE = 1L << 10;

    private final boolean isOptional;
    private final Map<T, Integer> numbers = new HashMap<>();
    private final Bytes keys = new Bytes(1024);
    private int keyCount;
    private int[] indexes;
    private int size;
    private @Nullable T lastValue;
    private int lastNumber;

    public DictionaryColumn(String name, String type, int expectedRows) {
        super(name, type);
        this.isOptional = type.startsWith("LowCardinality(Nullable(");
        this.indexes = new int[Math.max(expectedRows, 16)];
        if (isOptional) {
            // Number 0 is the absent value; its key is empty text.
            newKey("");
        }
    }

    public void add(T value) {
        // Neighbours are often the same object.
        if (value == lastValue) {
            put(lastNumber);
            return;
        }
        Integer number = numbers.get(value);
        if (number == null) {
            number = newKey(value.toString());
            numbers.put(value, number);
        }
        lastValue = value;
        lastNumber = number;
        put(number);
    }

    /** Empty text is absent, as in the events. */
    public void addOrAbsent(T value, boolean isPresent) {
        if (isPresent) {
            add(value);
        } else if (isOptional) {
            put(0);
        } else {
            throw new IllegalStateException("column " + name() + " is not optional");
        }
    }

    private int newKey(String text) {
        keys.putText(text.getBytes(StandardCharsets.UTF_8));
        return keyCount++;
    }

    private void put(int number) {
        if (size == indexes.length) {
            indexes = Arrays.copyOf(indexes, size * 2);
        }
        indexes[size++] = number;
    }

    @Override
    void writeValues(BodyBuffers body, Rows rows) {
        int widthCode = keyCount <= 1 << 8 ? 0 : keyCount <= 1 << 16 ? 1 : 2;
        Bytes head = body.small();
        head.putLong(SHARED_DICTIONARIES_WITH_ADDITIONAL_KEYS);
        head.putLong(widthCode | HAS_ADDITIONAL_KEYS | NEEDS_UPDATE);
        head.putLong(keyCount);
        head.put(keys.array(), 0, keys.size());
        head.putLong(rows.size());
        byte[] numbersOut = new byte[rows.size() << widthCode];
        for (int index = 0, at = 0; index < rows.size(); index++) {
            int number = indexes[rows.at(index)];
            for (int shift = 0; shift < 8 << widthCode; shift += 8) {
                numbersOut[at++] = (byte) (number >>> shift);
            }
        }
        body.pass(numbersOut, 0, numbersOut.length);
    }
}
