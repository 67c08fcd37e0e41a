package io.tidemark.clickhouse.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads a result in the format {@code Native}, block by block, without an object per value. */
public final class NativeReader {
    private final Input input;

    public NativeReader(InputStream stream) {
        this.input = new Input(stream);
    }

    /** Calls {@code each} once per row; the {@link Row} is the same object every time. Returns the number of rows. */
    public long forEach(Consumer<Row> each) throws IOException {
        long total = 0;
        while (!input.isAtEnd()) {
            int columnCount = (int) input.varUInt();
            int rows = (int) input.varUInt();
            List<String> names = new ArrayList<>(columnCount);
            List<ResultColumn> columns = new ArrayList<>(columnCount);
            for (int column = 0; column < columnCount; column++) {
                names.add(input.text());
                columns.add(ResultColumn.read(input, input.text(), rows));
            }
            Row row = new Row(names, columns);
            for (int index = 0; index < rows; index++) {
                row.moveTo(index);
                each.accept(row);
            }
            total += rows;
        }
        return total;
    }

    /** Little-endian primitives of a stream. */
    static final class Input {
        private final BufferedInputStream stream;

        Input(InputStream stream) {
            this.stream = new BufferedInputStream(stream, 1 << 16);
        }

        boolean isAtEnd() throws IOException {
            stream.mark(1);
            int next = stream.read();
            if (next < 0) {
                return true;
            }
            stream.reset();
            return false;
        }

        long varUInt() throws IOException {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                int next = stream.read();
                if (next < 0) {
                    throw new EOFException("the result ended in the middle of a block");
                }
                value |= (long) (next & 0x7F) << shift;
                if (next < 0x80) {
                    return value;
                }
            }
            throw new IOException("the result is not in format Native: a number has no end");
        }

        byte[] bytes(int length) throws IOException {
            byte[] bytes = stream.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("the result ended in the middle of a block");
            }
            return bytes;
        }

        String text() throws IOException {
            return new String(bytes((int) varUInt()), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
