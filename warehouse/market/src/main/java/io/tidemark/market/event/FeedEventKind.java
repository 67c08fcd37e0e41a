package io.tidemark.market.event;

/** What happened to a feed. */
public enum FeedEventKind {
    CONNECTED,
    DISCONNECTED,
    /** Something is missing, from and to a sequence or a time. */
    GAP,
    /** The feed began again from a snapshot. */
    RESYNCED,
    /** What was missing has come. */
    REPAIRED,
    /** A kind that a later version writes and this one does not know. */
    OTHER
}
