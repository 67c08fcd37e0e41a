package io.tidemark.market.event;

/** How an event came into the log. */
public enum Origin {
    LIVE,
    LOAD,
    BACKFILL,
    REPAIR
}
