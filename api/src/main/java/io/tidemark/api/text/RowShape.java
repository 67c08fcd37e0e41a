package io.tidemark.api.text;

import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The columns of an answer's rows in order, the same in JSON and CSV: what a row of {@code T} looks like outside. */
public final class RowShape<T> {
    /** Writes one value of the row. */
    @FunctionalInterface
    public interface Writer<T> {
        void write(T row, Cell cell) throws IOException;
    }

    /** @param field the name as JSON has it, encoded once */
    record Column<T>(String name, SerializedString field, Writer<T> writer) {
        Column(String name, Writer<T> writer) {
            this(name, new SerializedString(name), writer);
        }
    }

    private final List<Column<T>> columns;

    private RowShape(List<Column<T>> columns) {
        this.columns = columns;
    }

    public static <T> Builder<T> builder() {
        return new Builder<>();
    }

    List<Column<T>> columns() {
        return columns;
    }

    /** The names, in order. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** Adds these columns, under a prefix, to the shape of a row that may hold one of these. */
    public <R> void columnsInto(Builder<R> shape, String prefix, Function<R, Optional<T>> part) {
        for (Column<T> column : columns) {
            shape.column(prefix + column.name(), (row, cell) -> {
                Optional<T> present = part.apply(row);
                if (present.isPresent()) {
                    column.writer().write(present.get(), cell);
                } else {
                    cell.absent();
                }
            });
        }
    }

    /** Collects columns. */
    public static final class Builder<T> {
        private final List<Column<T>> columns = new ArrayList<>();

        private Builder() {}

        public Builder<T> column(String name, Writer<T> writer) {
            columns.add(new Column<>(name, writer));
            return this;
        }

        public RowShape<T> build() {
            return new RowShape<>(List.copyOf(columns));
        }
    }
}
