package io.tidemark.market.event;

/**
 * Where the log holds an event, and since when it is known.
 *
 * @param topicEpoch 0 for a topic's first life, one more each time the topic was recreated
 * @param knownAtMicros the broker's append time, µs since the epoch (brokers give milliseconds)
 */
public record LogPosition(int topicEpoch, int partition, long offset, long knownAtMicros)
        implements Comparable<LogPosition> {
    public LogPosition {
        if (topicEpoch < 0 || partition < 0 || offset < 0) {
            throw new IllegalArgumentException("log position must not be negative, was epoch " + topicEpoch
                    + " partition " + partition + " offset " + offset);
        }
    }

    /** Positions compare within one partition: an instrument lives in one. */
    @Override
    public int compareTo(LogPosition other) {
        int byEpoch = Integer.compare(topicEpoch, other.topicEpoch);
        if (byEpoch != 0) {
            return byEpoch;
        }
        int byPartition = Integer.compare(partition, other.partition);
        return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
    }
}
