package io.tidemark.market.event;

/** Where an event time comes from. */
public enum TimeSource {
    VENUE,
    /** The venue sends no time; the moment of receipt stands in. */
    RECEIVED
}
