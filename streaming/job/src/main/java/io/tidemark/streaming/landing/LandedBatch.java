package io.tidemark.streaming.landing;

import java.util.List;
import java.util.Map;

/**
 * What a batch did.
 *
 * @param ranges that are now in the store
 * @param knownToMicros append time of each range's last record, by topic partition as {@code topic-partition}
 * @param quarantined rejected records by reason
 * @param stepMillis where the time went, by step
 */
public record LandedBatch(
        List<TopicRange> ranges,
        Map<String, Long> knownToMicros,
        Map<String, Long> quarantined,
        Map<String, Long> stepMillis) {}
