package io.tidemark.batch;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The offsets that a store holds of one topic, partition by partition: a bit per offset, and a count of those seen again. */
final class OffsetCensus {
    /** Offsets per page; a page of bits is 8 KiB. */
    static final int PAGE = 1 << 16;

    private final Map<Integer, NavigableMap<Long, BitSet>> pages = new HashMap<>();
    private final Map<Integer, NavigableMap<Long, Long>> repeats = new HashMap<>();

    /**
     * A page of offsets, none of them twice within it.
     *
     * @param seenAgain rows of the page beyond the first of their offset
     */
    void add(int partition, long page, BitSet offsets, long seenAgain) {
        BitSet known = pages.computeIfAbsent(partition, key -> new TreeMap<>()).get(page);
        long again = seenAgain;
        if (known == null) {
            pages.get(partition).put(page, offsets);
        } else {
            BitSet both = (BitSet) known.clone();
            both.and(offsets);
            again += both.cardinality();
            known.or(offsets);
        }
        if (again > 0) {
            repeats.computeIfAbsent(partition, key -> new TreeMap<>()).merge(page, again, Long::sum);
        }
    }

    OptionalLong lowest(int partition) {
        NavigableMap<Long, BitSet> bits = pages.get(partition);
        return bits == null || bits.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        bits.firstKey() * PAGE + bits.firstEntry().getValue().nextSetBit(0));
    }

    /** How many offsets of the range are there. */
    long present(int partition, long from, long to) {
        long present = 0;
        for (Map.Entry<Long, BitSet> page :
                pages.getOrDefault(partition, new TreeMap<>()).entrySet()) {
            long start = page.getKey() * PAGE;
            int first = (int) Math.max(0, Math.min(PAGE, from - start));
            int last = (int) Math.max(0, Math.min(PAGE, to - start));
            present += first == 0 && last == PAGE
                    ? page.getValue().cardinality()
                    : page.getValue().get(first, Math.max(first, last)).cardinality();
        }
        return present;
    }

    /** Rows beyond the first of their offset, of pages that the range touches. */
    long duplicated(int partition, long from, long to) {
        if (from >= to) {
            return 0;
        }
        return repeats
                .getOrDefault(partition, new TreeMap<>())
                .subMap(from / PAGE, true, (to - 1) / PAGE, true)
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
