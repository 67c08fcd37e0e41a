package io.tidemark.wire;

/** The topics of the log. Their names are also the names by which progress and quarantine speak of them. */
public final class Topics {
    public static final String TRADES = "trades";
    public static final String QUOTES = "quotes";
    /** New and revised bars, at least once. */
    public static final String BARS = "bars";

    /** Reserved: headlines and posts. */
    public static final String NEWS = "news";
    /** Reserved: changes of order books. */
    public static final String BOOK = "book";
    /** Reserved: polled prices. */
    public static final String PRICES = "prices";
    /** Reserved: what happened to a feed. */
    public static final String FEED_EVENTS = "feed_events";

    private Topics() {}
}
