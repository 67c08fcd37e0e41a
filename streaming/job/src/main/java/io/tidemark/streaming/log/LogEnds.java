package io.tidemark.streaming.log;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Where the log ends: {@link KafkaLog#endOffsets(Collection, Duration)}. */
@FunctionalInterface
public interface LogEnds {
    /**
     * By topic, then by partition.
     *
     * @throws LogUnavailableException when there is no answer within {@code timeout}
     */
    Map<String, Map<Integer, Long>> of(Collection<TopicIdentity> topics, Duration timeout);
}
