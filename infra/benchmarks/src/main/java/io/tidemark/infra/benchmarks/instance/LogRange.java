package io.tidemark.infra.benchmarks.instance;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A part of a topic: for each partition the offsets from (inclusive) and to (exclusive). */
public record LogRange(Map<Integer, Long> from, Map<Integer, Long> to) {
    public LogRange {
        from = new TreeMap<>(from);
        to = new TreeMap<>(to);
        if (!from.keySet().equals(to.keySet())) {
            throw new IllegalArgumentException(
                    "a range needs the same partitions at both ends, were " + from.keySet() + " and " + to.keySet());
        }
    }

    public long records() {
        return recordsBelow(to);
    }

    /** Records of the range that lie below {@code offsets}; a partition that is not there has none. */
    public long recordsBelow(Map<Integer, Long> offsets) {
        long records = 0;
        for (Map.Entry<Integer, Long> begin : from.entrySet()) {
            long end = Math.min(
                    to.getOrDefault(begin.getKey(), 0L), offsets.getOrDefault(begin.getKey(), begin.getValue()));
            records += Math.max(0, end - begin.getValue());
        }
        return records;
    }

    /** About the first {@code records} of the range, of each partition its share. */
    public LogRange first(long records) {
        long all = Math.max(1, records());
        Map<Integer, Long> ends = new TreeMap<>();
        from.forEach((partition, begin) -> {
            long size = to.getOrDefault(partition, begin) - begin;
            ends.put(partition, begin + Math.min(size, Math.round((double) size * records / all)));
        });
        return new LogRange(from, ends);
    }

    /** A condition of SQL on the columns partition and offset. */
    public String condition() {
        return from.entrySet().stream()
                .map(begin -> "(`partition` = " + begin.getKey() + " AND `offset` >= " + begin.getValue()
                        + " AND `offset` < " + to.get(begin.getKey()) + ")")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }
}
