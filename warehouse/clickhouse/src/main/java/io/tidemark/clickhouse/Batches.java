package io.tidemark.clickhouse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts collections into lists of bounded length. */
final class Batches {
    private Batches() {}

    static <T> List<List<T>> of(Collection<T> all, int longest) {
        List<T> ordered = List.copyOf(all);
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < ordered.size(); from += longest) {
            batches.add(ordered.subList(from, Math.min(ordered.size(), from + longest)));
        }
        return batches;
    }
}
