package io.tidemark.clickhouse;

/**
 * Names of the tables. What analysts see are views over them, see the migrations; {@code quarantine} is such a view, so its
 * table has a name of its own.
 */
public final class Tables {
    public static final String TRADE_EVENTS = "trade_events";
    public static final String QUOTE_EVENTS = "quote_events";
    public static final String QUARANTINE_EVENTS = "quarantine_events";
    public static final String TRADE_HEADS = "trade_heads";
    public static final String QUOTE_HEADS = "quote_heads";
    public static final String STORED_BARS_1M = "stored_bars_1m";
    public static final String STORED_BARS_1D = "stored_bars_1d";
    public static final String BAR_REVISIONS = "bar_revisions";
    public static final String LANDING_PROGRESS = "landing_progress";
    public static final String LANDED_MARKS = "landed_marks";
    public static final String TOPIC_EPOCHS = "topic_epochs";
    public static final String INSTRUMENT_ENTRIES = "instrument_entries";
    public static final String TIDEMARKS = "tidemarks";
    public static final String PUBLISHED_DAYS = "published_days";
    public static final String BATCH_PROGRESS = "batch_progress";
    public static final String RECONCILIATIONS = "reconciliations";

    private Tables() {}
}
