package io.tidemark.clickhouse.format;

import io.tidemark.market.number.Int128;
import java.util.Optional;

/** A column of values of 1, 4, 8 or 16 bytes; optional ones carry a byte per row that says that the value is absent. */
public final class FixedColumn extends ColumnBuilder {
    private final int width;
    private final Bytes values;
    private final Optional<Bytes> absent;

    private FixedColumn(String name, String type, int width, boolean isOptional, int expectedRows) {
        super(name, type);
        this.width = width;
        this.values = new Bytes(expectedRows * width);
        this.absent = isOptional ? Optional.of(new Bytes(expectedRows)) : Optional.empty();
    }

    /** @param type as ClickHouse writes it; {@code Nullable(…)} makes the column optional */
    public static FixedColumn of(String name, String type, int width, int expectedRows) {
        return new FixedColumn(name, type, width, type.startsWith("Nullable("), expectedRows);
    }

    public void add(byte value) {
        values.putByte(value);
        present();
    }

    public void add(boolean value) {
        add((byte) (value ? 1 : 0));
    }

    public void add(int value) {
        values.putInt(value);
        present();
    }

    public void add(long value) {
        values.putLong(value);
        present();
    }

    public void add(Int128 value) {
        values.putLong(value.low());
        values.putLong(value.high());
        present();
    }

    /** An absent value. */
    public void addAbsent() {
        for (int written = 0; written < width; written++) {
            values.putByte(0);
        }
        absent.orElseThrow(() -> new IllegalStateException("column " + name() + " is not optional"))
                .putByte(1);
    }

    public void addOptional(long value, boolean isPresent) {
        if (isPresent) {
            add(value);
        } else {
            addAbsent();
        }
    }

    public int size() {
        return values.size() / width;
    }

    /** Value of a column of 8-byte numbers. */
    public long getLong(int row) {
        return values.getLong(row * 8);
    }

    private void present() {
        if (absent.isPresent()) {
            absent.get().putByte(0);
        }
    }

    @Override
    void writeValues(BodyBuffers body, Rows rows) {
        if (absent.isPresent()) {
            write(body, rows, absent.get(), 1);
        }
        write(body, rows, values, width);
    }

    private static void write(BodyBuffers body, Rows rows, Bytes source, int width) {
        if (rows.isRange()) {
            body.pass(source.array(), rows.from() * width, rows.size() * width);
            return;
        }
        Bytes gathered = new Bytes(rows.size() * width);
        for (int index = 0; index < rows.size(); index++) {
            gathered.put(source.array(), rows.at(index) * width, width);
        }
        body.pass(gathered.array(), 0, gathered.size());
    }
}
