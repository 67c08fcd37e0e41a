package io.tidemark.clickhouse.format;

import io.tidemark.market.number.Int128;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The current row of a result, valid until the next one. Columns are numbered from 0 in the order of the SELECT.
 *
 * <p>Asking for a value that is NULL, or of another kind than the column's, is an {@link IllegalStateException} that names
 * the column.
 */
public final class Row {
    private final List<String> names;
    private final List<ResultColumn> columns;
    private int row;

    Row(List<String> names, List<ResultColumn> columns) {
        this.names = names;
        this.columns = columns;
    }

    void moveTo(int next) {
        this.row = next;
    }

    public List<String> columnNames() {
        return names;
    }

    /** Number of the column of that name. */
    public int column(String name) {
        int column = names.indexOf(name);
        if (column < 0) {
            throw new IllegalStateException("the result has no column '" + name + "', it has " + names);
        }
        return column;
    }

    public boolean isNull(int column) {
        return columns.get(column).isNull(row);
    }

    /**
     * An integer; of a decimal its unscaled value, of a {@code DateTime64(6)} the µs since the epoch, of a date the days, of
     * an enum its number.
     */
    public long getLong(int column) {
        return present(column).asLong(row);
    }

    /** {@link #getLong}, or {@code absent} for NULL. */
    public long getLong(int column, long absent) {
        return isNull(column) ? absent : columns.get(column).asLong(row);
    }

    public int getInt(int column) {
        return Math.toIntExact(getLong(column));
    }

    public boolean getBoolean(int column) {
        return getLong(column) != 0;
    }

    /** A 128-bit integer; of a decimal its unscaled value. */
    public Int128 getInt128(int column) {
        return present(column).asInt128(row);
    }

    public Optional<Int128> getOptionalInt128(int column) {
        return isNull(column) ? Optional.empty() : Optional.of(getInt128(column));
    }

    /** A decimal with its scale. */
    public BigDecimal getDecimal(int column) {
        ResultColumn values = present(column);
        return values.asInt128(row).toDecimal(values.scale());
    }

    public Optional<BigDecimal> getOptionalDecimal(int column) {
        return isNull(column) ? Optional.empty() : Optional.of(getDecimal(column));
    }

    public double getDouble(int column) {
        return present(column).asDouble(row);
    }

    /** A text, or the name of an enum's value. */
    public String getText(int column) {
        return present(column).asText(row);
    }

    /** {@link #getText}, or empty text for NULL. */
    public String getTextOrEmpty(int column) {
        return isNull(column) ? "" : columns.get(column).asText(row);
    }

    public Optional<String> getOptionalText(int column) {
        return isNull(column) ? Optional.empty() : Optional.of(getText(column));
    }

    public byte[] getBytes(int column) {
        return present(column).asBytes(row);
    }

    public List<String> getTexts(int column) {
        return present(column).asTexts(row);
    }

    private ResultColumn present(int column) {
        ResultColumn values = columns.get(column);
        if (values.isNull(row)) {
            throw new IllegalStateException("column '" + names.get(column) + "' is NULL here");
        }
        return values;
    }
}
