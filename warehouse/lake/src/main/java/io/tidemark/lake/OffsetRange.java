package io.tidemark.lake;

/** Offsets of one Kafka partition: from, inclusive, to, exclusive. */
public record OffsetRange(int partition, long from, long to) {
    public OffsetRange {
        if (partition < 0 || from < 0 || to < from) {
            throw new IllegalArgumentException(
                    "offset range must be 0 <= from <= to, was [" + from + ", " + to + ") of partition " + partition);
        }
    }

    /** How many records it holds: the log's offsets have no holes. */
    public long size() {
        return to - from;
    }
}
