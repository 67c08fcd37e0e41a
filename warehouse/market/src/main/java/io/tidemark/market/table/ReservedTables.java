package io.tidemark.market.table;

import static io.tidemark.market.table.Column.optional;
import static io.tidemark.market.table.Column.required;

import java.util.List;

/** Tables whose shapes are fixed now and whose writers come later: book deltas, polled prices, feed events, news. */
public final class ReservedTables {
    public static final TableDefinition BOOK_DELTAS = new TableDefinition(
            "book_deltas",
            "Changes of the order book, level by level.",
            List.of(
                    required("instrument", ColumnType.STRING, "Canonical id venue:SYMBOL"),
                    required("sequence", ColumnType.LONG, "The venue's sequence of book messages"),
                    required("event_time", ColumnType.TIMESTAMP, "When the venue says it happened, UTC"),
                    required("received_at", ColumnType.TIMESTAMP, "When the feed received it, UTC"),
                    required("side", ColumnType.STRING, "BID or ASK"),
                    required("price", ColumnType.PRICE, "The level"),
                    required("size", ColumnType.SIZE, "What now rests there; 0 removes the level"),
                    required(
                            "is_snapshot",
                            ColumnType.BOOLEAN,
                            "Whether it belongs to a snapshot that replaces the book")),
            List.of());

    public static final TableDefinition POLLED_PRICES = new TableDefinition(
            "polled_prices",
            "Prices asked for at intervals where a venue has no stream.",
            List.of(
                    required("instrument", ColumnType.STRING, "Canonical id venue:SYMBOL"),
                    required("polled_at", ColumnType.TIMESTAMP, "When it was asked, UTC"),
                    required("price", ColumnType.PRICE, "The answer"),
                    optional("volume_24h", ColumnType.VOLUME, "Rolling volume, where the venue gives it")),
            List.of());

    public static final TableDefinition FEED_EVENTS = new TableDefinition(
            "feed_events",
            "What happened to a feed: connected, disconnected, gap, repaired.",
            List.of(
                    required("venue", ColumnType.STRING, "The venue"),
                    optional("instrument", ColumnType.STRING, "Canonical id, where one instrument is meant"),
                    required("kind", ColumnType.STRING, "CONNECTED, DISCONNECTED, GAP or REPAIRED"),
                    required("event_time", ColumnType.TIMESTAMP, "When it happened, UTC"),
                    optional("from_sequence", ColumnType.LONG, "First missing sequence of a gap"),
                    optional("to_sequence", ColumnType.LONG, "Last missing sequence of a gap"),
                    required("detail", ColumnType.STRING, "In words")),
            List.of());

    public static final TableDefinition NEWS = new TableDefinition(
            "news",
            "Headlines and posts with the instruments they name.",
            List.of(
                    required("source", ColumnType.STRING, "Who published it"),
                    required("news_id", ColumnType.STRING, "The source's id"),
                    required("published_at", ColumnType.TIMESTAMP, "Publication time, UTC: when training may use it"),
                    required("headline", ColumnType.STRING, "The text"),
                    optional("body", ColumnType.STRING, "The rest of the text"),
                    required("instruments", ColumnType.STRING, "Canonical ids, comma-separated")),
            List.of());

    private ReservedTables() {}
}
