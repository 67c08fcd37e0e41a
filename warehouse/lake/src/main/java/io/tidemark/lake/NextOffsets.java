package io.tidemark.lake;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The next offset of each partition of a topic that a table has yet to land; a partition without any is absent. */
public record NextOffsets(Map<Integer, Long> byPartition) {
    public NextOffsets {
        byPartition = Map.copyOf(byPartition);
    }

    public OptionalLong of(int partition) {
        Long next = byPartition.get(partition);
        return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** Whether every record of these ranges has landed. */
    public boolean cover(Iterable<OffsetRange> ranges) {
        for (OffsetRange range : ranges) {
            if (range.size() > 0 && of(range.partition()).orElse(-1) < range.to()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return new TreeMap<>(byPartition)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(" ", "[", "]"));
    }
}
