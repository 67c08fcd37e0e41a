package io.tidemark.batch.publish;

import io.tidemark.market.instrument.InstrumentId;

/** Which part of the log the batch layer has seen. */
@FunctionalInterface
public interface LogFrontier {
    /** Whether it has seen every event of the instrument below this offset, exclusive, of a life of the topic. */
    boolean covers(InstrumentId instrument, int topicEpoch, long knownTo);
}
