package io.tidemark.api.rest;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rows of one page, and the cursor of the next one if there is more. */
record Page<T>(List<T> rows, Optional<String> next) {
    /**
     * Of rows of which one more than the limit was asked for.
     *
     * @param cursor of the page that follows a row
     */
    static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, Optional.empty());
        }
        return new Page<>(rows.subList(0, limit), Optional.of(cursor.apply(rows.get(limit - 1))));
    }
}
