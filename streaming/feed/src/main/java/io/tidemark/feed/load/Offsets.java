package io.tidemark.feed.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** Next offsets by topic and partition. */
final class Offsets {
    private Offsets() {}

    /** For each partition the later one. */
    static Map<String, Map<Integer, Long>> latest(
            Map<String, Map<Integer, Long>> left, Map<String, Map<Integer, Long>> right) {
        return merge(left, right, Math::max);
    }

    /** For each partition the earlier one. */
    static Map<String, Map<Integer, Long>> earliest(
            Map<String, Map<Integer, Long>> left, Map<String, Map<Integer, Long>> right) {
        return merge(left, right, Math::min);
    }

    private static Map<String, Map<Integer, Long>> merge(
            Map<String, Map<Integer, Long>> left, Map<String, Map<Integer, Long>> right, BinaryOperator<Long> chosen) {
        Map<String, Map<Integer, Long>> merged = new TreeMap<>();
        left.forEach((topic, partitions) -> merged.put(topic, new TreeMap<>(partitions)));
        right.forEach((topic, partitions) -> {
            Map<Integer, Long> mine = merged.computeIfAbsent(topic, name -> new TreeMap<>());
            partitions.forEach((partition, offset) -> mine.merge(partition, offset, chosen));
        });
        return merged;
    }
}
