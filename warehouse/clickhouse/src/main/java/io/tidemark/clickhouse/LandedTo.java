package io.tidemark.clickhouse;

/**
 * How far one partition has been landed, bars included.
 *
 * @param nextOffset the first offset that has not been landed
 * @param knownAtMicros append time, µs, up to which everything of the partition has been landed
 */
public record LandedTo(String topic, int topicEpoch, int partition, long nextOffset, long knownAtMicros) {}
