package io.tidemark.streaming.landing;

import java.io.Serializable;

/** Offsets {@code [from, to)} of one topic partition, one task's share of a batch. */
public record TopicRange(String topic, int partition, long from, long to) implements Serializable {
    public long size() {
        return to - from;
    }

    @Override
    public String toString() {
        return topic + "-" + partition + " [" + from + ", " + to + ")";
    }
}
