package io.tidemark.infra.benchmarks.proof;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows sorted by instrument, their first column, which are read once from the beginning to the end. */
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

    /** Tells the rows of a group of instruments; groups are asked for in their order, what is passed over is lost. */
    void of(List<String> group, BiConsumer<String, Row> each) {
        Set<String> wanted = Set.copyOf(group);
        String last = group.get(group.size() - 1);
        while (next.isPresent() && next.get().getString(0).compareTo(last) <= 0) {
            Row row = next.get();
            if (wanted.contains(row.getString(0))) {
                each.accept(row.getString(0), row);
            }
            advance();
        }
    }
}
