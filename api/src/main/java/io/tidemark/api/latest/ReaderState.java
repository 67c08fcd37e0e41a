package io.tidemark.api.latest;

/** What the log's reader is doing. Only in {@link #LIVE} memory answers. */
public enum ReaderState {
    /** Not there yet: connecting, or reading up to the log's end. */
    STARTING,
    LIVE,
    /** Kafka, a topic or the store is not there. */
    WAITING,
    /** More arrives than is worth reading for the newest alone: a load. The store answers until it is over. */
    YIELDING
}
