package io.tidemark.streaming.landing;

import io.tidemark.streaming.log.TopicIdentity;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One store's side of landing: what it holds, and how a batch gets in. The store decides what is written, never a checkpoint. */
public interface Landing {
    /** The query's name, and the store's in every report. */
    String name();

    /**
     * Makes the store ready and settles which life of each topic this is. Repeatable.
     *
     * @throws RefusedException if the store is of another program, which no retry changes
     * @throws io.tidemark.lake.UnusableTableException likewise
     */
    void open(List<TopicIdentity> topics);

    /**
     * Lands from elsewhere what the store lacks and Kafka may no longer have, before the offsets to begin at are asked for.
     *
     * @param begin the first offset that Kafka still has, by partition; @param told how far it is, in words
     */
    default void restore(TopicIdentity topic, Map<Integer, Long> begin, Consumer<String> told) {
        // A store that is the source of others has nowhere to take it from.
    }

    /** Next offset that the store has yet to land, by partition; a partition that it never saw is left out. */
    Map<Integer, Long> nextOffsets(TopicIdentity topic);

    /** The number that stands for this life of the topic in the store's rows. */
    int topicEpoch(TopicIdentity topic);

    /** Lands a batch, each record once, whatever of it is there already. */
    LandedBatch land(TopicBatch batch);
}
