package io.tidemark.api.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Where one value of a row is written. Every call writes exactly one cell. */
public interface Cell {
    void text(String value) throws IOException;

    /** An exact decimal, written as text. */
    void decimal(String value) throws IOException;

    /** µs since the epoch. */
    void time(long micros) throws IOException;

    void number(long value) throws IOException;

    void truth(boolean value) throws IOException;

    void texts(List<String> values) throws IOException;

    /** There is no value: null in JSON, empty in CSV. */
    void absent() throws IOException;

    default void decimal(long unscaled, int scale) throws IOException {
        decimal(DecimalText.of(unscaled, scale));
    }

    default void decimal(BigDecimal value) throws IOException {
        decimal(DecimalText.of(value));
    }

    default void decimal(Optional<BigDecimal> value) throws IOException {
        if (value.isPresent()) {
            decimal(value.get());
        } else {
            absent();
        }
    }

    /** Text of which the empty one means that there is none. */
    default void textOrAbsent(String value) throws IOException {
        if (value.isEmpty()) {
            absent();
        } else {
            text(value);
        }
    }
}
