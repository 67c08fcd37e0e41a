package io.tidemark.api.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes rows as CSV by RFC 4180, with a header line; several texts in one cell are separated by spaces. */
public final class CsvAnswer {
    private static final String LINE_END = "\r\n";

    private CsvAnswer() {}

    public static <T> byte[] rows(RowShape<T> shape, List<T> rows) {
        StringBuilder csv = new StringBuilder(256 + 160 * rows.size());
        csv.append(String.join(",", shape.names())).append(LINE_END);
        CsvCell cell = new CsvCell(csv);
        try {
            for (T row : rows) {
                char separator = 0;
                for (RowShape.Column<T> column : shape.columns()) {
                    if (separator != 0) {
                        csv.append(separator);
                    }
                    separator = ',';
                    column.writer().write(row, cell);
                }
                csv.append(LINE_END);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory does not fail", impossible);
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private record CsvCell(StringBuilder csv) implements Cell {
        @Override
        public void text(String value) {
            boolean quoted = value.indexOf(',') >= 0
                    || value.indexOf('"') >= 0
                    || value.indexOf('\n') >= 0
                    || value.indexOf('\r') >= 0;
            if (quoted) {
                csv.append('"').append(value.replace("\"", "\"\"")).append('"');
            } else {
                csv.append(value);
            }
        }

        @Override
        public void decimal(String value) {
            csv.append(value);
        }

        @Override
        public void time(long micros) {
            csv.append(TimeText.of(micros));
        }

        @Override
        public void number(long value) {
            csv.append(value);
        }

        @Override
        public void truth(boolean value) {
            csv.append(value);
        }

        @Override
        public void texts(List<String> values) {
            text(String.join(" ", values));
        }

        @Override
        public void absent() {
            // an empty cell is the absence
        }
    }
}
