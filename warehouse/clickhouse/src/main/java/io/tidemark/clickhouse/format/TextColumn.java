package io.tidemark.clickhouse.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A column of texts or byte strings, each with its length before it. */
public final class TextColumn extends ColumnBuilder {
    private final Bytes values;
    private final Optional<Bytes> absent;
    private int[] ends;
    private int size;

    public TextColumn(String name, String type, int expectedRows) {
        super(name, type);
        this.values = new Bytes(expectedRows * 2);
        this.absent = type.startsWith("Nullable(") ? Optional.of(new Bytes(expectedRows)) : Optional.empty();
        this.ends = new int[Math.max(expectedRows, 16)];
    }

    public void add(byte[] text) {
        values.putText(text);
        finish(0);
    }

    public void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An absent value where the column is optional. */
    public void addAbsent() {
        values.putByte(0);
        finish(1);
    }

    /** Empty text is absent, as in the events. */
    public void addOrAbsent(String text) {
        if (text.isEmpty()) {
            addAbsent();
        } else {
            add(text);
        }
    }

    public void addOrAbsent(byte @Nullable [] bytes) {
        if (bytes == null) {
            addAbsent();
        } else {
            add(bytes);
        }
    }

    private void finish(int isAbsent) {
        if (absent.isPresent()) {
            absent.get().putByte(isAbsent);
        } else if (isAbsent == 1) {
            throw new IllegalStateException("column " + name() + " is not optional");
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        ends[size++] = values.size();
    }

    @Override
    void writeValues(BodyBuffers body, Rows rows) {
        if (rows.isRange()) {
            if (absent.isPresent()) {
                body.pass(absent.get().array(), rows.from(), rows.size());
            }
            int start = start(rows.from());
            body.pass(values.array(), start, ends[rows.from() + rows.size() - 1] - start);
            return;
        }
        if (absent.isPresent()) {
            Bytes flags = new Bytes(rows.size());
            for (int index = 0; index < rows.size(); index++) {
                flags.putByte(absent.get().array()[rows.at(index)]);
            }
            body.pass(flags.array(), 0, flags.size());
        }
        Bytes gathered = new Bytes(values.size());
        for (int index = 0; index < rows.size(); index++) {
            int start = start(rows.at(index));
            gathered.put(values.array(), start, ends[rows.at(index)] - start);
        }
        body.pass(gathered.array(), 0, gathered.size());
    }

    private int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }
}
