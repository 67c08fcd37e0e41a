package io.tidemark.infra.benchmarks.proof;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows sorted by instrument, their first column, of which one instrument at a time is in memory. */
final class ByInstrument {
    private final Iterator<Row> rows;
    private Optional<Row> next = Optional.empty();

    ByInstrument(Dataset<Row> sorted) {
        this.rows = sorted.toLocalIterator();
        advance();
    }

    private void advance() {
        next = rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    }

    /** All rows of an instrument; instruments are asked for in their order, those that are passed over are lost. */
    List<Row> of(String instrument) {
        List<Row> found = new ArrayList<>();
        while (next.isPresent() && next.get().getString(0).compareTo(instrument) <= 0) {
            if (next.get().getString(0).equals(instrument)) {
                found.add(next.get());
            }
            advance();
        }
        return found;
    }
}
