package io.tidemark.market.table;

import static io.tidemark.market.table.Column.optional;
import static io.tidemark.market.table.Column.required;
import static io.tidemark.market.table.EventTables.concat;

import java.util.List;

/** Tables whose shapes are fixed now and whose writers come later: book deltas, polled prices, feed events, news. */
public final class ReservedTables {
    private static final Column TIME_SOURCE =
            required("time_source", ColumnType.STRING, "VENUE, or RECEIVED where the venue sends no time");
    private static final Column RECEIVED_AT =
            required("received_at", ColumnType.TIMESTAMP, "When the feed received it, UTC");

    public static final TableDefinition BOOK_DELTAS = new TableDefinition(
            "book_deltas",
            "Changes of the order book, a row a level; the levels of one message share its log position.",
            concat(
                    List.of(
                            required("instrument", ColumnType.STRING, "Canonical id venue:SYMBOL"),
                            optional("first_sequence", ColumnType.LONG, "First venue sequence that the message covers"),
                            optional("last_sequence", ColumnType.LONG, "Last venue sequence that the message covers"),
                            required("event_time", ColumnType.TIMESTAMP, "When the venue says it happened, UTC"),
                            TIME_SOURCE,
                            RECEIVED_AT,
                            required(
                                    "is_snapshot",
                                    ColumnType.BOOLEAN,
                                    "Whether it belongs to a snapshot that replaces the book"),
                            required("side", ColumnType.STRING, "BID or ASK"),
                            required("price", ColumnType.PRICE, "The level"),
                            required("size", ColumnType.SIZE, "What now rests there; 0 removes the level")),
                    EventTables.ORIGIN_COLUMNS,
                    EventTables.LOG_COLUMNS,
                    List.of(EventTables.EVENT_DATE)),
            List.of("event_date"));

    public static final TableDefinition POLLED_PRICES = new TableDefinition(
            "polled_prices",
            "Prices asked for at intervals where a venue has no stream.",
            concat(
                    List.of(
                            required("instrument", ColumnType.STRING, "Canonical id venue:SYMBOL"),
                            required("provider", ColumnType.STRING, "Who answered"),
                            required("polled_at", ColumnType.TIMESTAMP, "When it was asked, UTC"),
                            required("event_time", ColumnType.TIMESTAMP, "Of which moment the answer speaks, UTC"),
                            TIME_SOURCE,
                            RECEIVED_AT,
                            required("price", ColumnType.PRICE, "The answer"),
                            optional("volume_24h", ColumnType.VOLUME, "Rolling volume, where the provider gives it")),
                    EventTables.ORIGIN_COLUMNS,
                    EventTables.LOG_COLUMNS,
                    List.of(EventTables.EVENT_DATE)),
            List.of("event_date"));

    public static final TableDefinition FEED_EVENTS = new TableDefinition(
            "feed_events",
            "What happened to a feed: connected, disconnected, gap, begun again, repaired.",
            concat(
                    List.of(
                            required("venue", ColumnType.STRING, "The venue"),
                            optional("instrument", ColumnType.STRING, "Canonical id, where one instrument is meant"),
                            required(
                                    "kind",
                                    ColumnType.STRING,
                                    "CONNECTED, DISCONNECTED, GAP, RESYNCED, REPAIRED or OTHER"),
                            required("event_time", ColumnType.TIMESTAMP, "When it happened, UTC"),
                            optional("from_sequence", ColumnType.LONG, "First missing sequence of a gap"),
                            optional("to_sequence", ColumnType.LONG, "Last missing sequence of a gap"),
                            optional("from_time", ColumnType.TIMESTAMP, "Start of a gap, inclusive, UTC"),
                            optional("to_time", ColumnType.TIMESTAMP, "End of a gap, exclusive, UTC"),
                            required("detail", ColumnType.STRING, "In words")),
                    EventTables.LOG_COLUMNS,
                    List.of(EventTables.EVENT_DATE)),
            List.of("event_date"));

    public static final TableDefinition NEWS = new TableDefinition(
            "news",
            "Headlines and posts with the instruments they name.",
            concat(
                    List.of(
                            required("source", ColumnType.STRING, "Who published it"),
                            required("news_id", ColumnType.STRING, "The source's id"),
                            required(
                                    "published_at",
                                    ColumnType.TIMESTAMP,
                                    "Publication time, UTC: when training may use it"),
                            RECEIVED_AT,
                            required("headline", ColumnType.STRING, "The text"),
                            optional("body", ColumnType.STRING, "The rest of the text"),
                            optional("url", ColumnType.STRING, "Where it stands"),
                            optional("language", ColumnType.STRING, "Of the text, as a BCP 47 tag"),
                            required("instruments", ColumnType.STRING, "Canonical ids, comma-separated"),
                            required("origin", ColumnType.STRING, "How it came: LIVE, LOAD, BACKFILL or REPAIR"),
                            optional("origin_file", ColumnType.STRING, "The file that a load read")),
                    EventTables.LOG_COLUMNS),
            List.of());

    private ReservedTables() {}
}
