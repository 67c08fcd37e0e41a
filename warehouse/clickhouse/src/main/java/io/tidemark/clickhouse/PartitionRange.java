package io.tidemark.clickhouse;

/**
 * Neighbouring records of one topic partition.
 *
 * @param topicEpoch which life of the topic
 * @param fromOffset first offset; @param toOffset the offset after the last
 */
public record PartitionRange(String topic, int topicEpoch, int partition, long fromOffset, long toOffset) {
    public PartitionRange {
        if (!topic.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("topic must be a Kafka topic's name, was '" + topic + "'");
        }
        if (topicEpoch < 0 || partition < 0 || fromOffset < 0 || toOffset < fromOffset) {
            throw new IllegalArgumentException("range must have epoch, partition and offsets >= 0 and not end before it"
                    + " begins, was " + topic + " epoch " + topicEpoch + " partition " + partition + " [" + fromOffset
                    + ", " + toOffset + ")");
        }
    }

    public long size() {
        return toOffset - fromOffset;
    }

    @Override
    public String toString() {
        return topic + "#" + topicEpoch + "/" + partition + " [" + fromOffset + ", " + toOffset + ")";
    }
}
