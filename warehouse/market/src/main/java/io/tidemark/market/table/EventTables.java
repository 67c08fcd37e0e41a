package io.tidemark.market.table;

import static io.tidemark.market.table.Column.optional;
import static io.tidemark.market.table.Column.required;

import java.util.ArrayList;
import java.util.List;

/** The append-only event tables: every record of the log lands in exactly one of its topic's table and quarantine. */
public final class EventTables {
    /** Where the log holds the row: the last columns of every event table. */
    static final List<Column> LOG_COLUMNS = List.of(
            required("topic_epoch", ColumnType.INT, "Life of the topic: one more each time it was recreated"),
            required("partition", ColumnType.INT, "Kafka partition"),
            required("offset", ColumnType.LONG, "Kafka offset; unique within topic epoch and partition"),
            required("known_at", ColumnType.TIMESTAMP, "Knowledge time: the broker's append time"));

    static final List<Column> ORIGIN_COLUMNS = List.of(
            required("origin", ColumnType.STRING, "How the event came: LIVE, LOAD, BACKFILL or REPAIR"),
            optional("origin_file", ColumnType.STRING, "The file that a load read"),
            required(
                    "available_at",
                    ColumnType.TIMESTAMP,
                    "When training may use it: known_at, or for imported history event_time plus the declared delay"));

    static final Column EVENT_DATE =
            required("event_date", ColumnType.DATE, "UTC date of event_time; the lake's partition");

    public static final TableDefinition TRADE_EVENTS = new TableDefinition(
            "trade_events",
            "Every trade event of the log: new trades, corrections, cancellations and heartbeats, repeats included.",
            concat(
                    List.of(
                            required(
                                    "instrument",
                                    ColumnType.STRING,
                                    "Canonical id venue:SYMBOL; venue:* on heartbeats"),
                            required(
                                    "id_epoch",
                                    ColumnType.INT,
                                    "Life of the venue's ids: one more after a restart of ids"),
                            required("trade_id", ColumnType.LONG, "Unique within instrument and id_epoch"),
                            required("revision", ColumnType.INT, "0 on NEW; the higher replaces the lower"),
                            required("action", ColumnType.STRING, "NEW, CORRECT, CANCEL or HEARTBEAT"),
                            optional("sequence", ColumnType.LONG, "The venue's sequence number"),
                            required("event_time", ColumnType.TIMESTAMP, "When the venue says it happened, UTC"),
                            required(
                                    "time_source",
                                    ColumnType.STRING,
                                    "VENUE, or RECEIVED where the venue sends no time"),
                            required("received_at", ColumnType.TIMESTAMP, "When the feed received it, UTC"),
                            optional(
                                    "price", ColumnType.PRICE, "In the quote currency; absent on CANCEL and HEARTBEAT"),
                            optional("size", ColumnType.SIZE, "In units of the base; absent on CANCEL and HEARTBEAT"),
                            required("aggressor", ColumnType.STRING, "BUY, SELL or UNKNOWN"),
                            optional("exchange", ColumnType.STRING, "Where the consolidated tape names one"),
                            optional("venue_trade_id", ColumnType.STRING, "The venue's own id as text"),
                            optional("conditions", ColumnType.STRING, "The venue's raw sale conditions"),
                            required("for_volume", ColumnType.BOOLEAN, "Eligible for volume, notional and count"),
                            required("for_high_low", ColumnType.BOOLEAN, "Eligible for high and low"),
                            required("for_open_close", ColumnType.BOOLEAN, "Eligible for open and close")),
                    ORIGIN_COLUMNS,
                    LOG_COLUMNS,
                    List.of(EVENT_DATE)),
            List.of("event_date"));

    public static final TableDefinition QUOTE_EVENTS = new TableDefinition(
            "quote_events",
            "Every quote event of the log; crossed and one-sided quotes are data.",
            concat(
                    List.of(
                            required("instrument", ColumnType.STRING, "Canonical id venue:SYMBOL"),
                            optional(
                                    "quote_id",
                                    ColumnType.LONG,
                                    "The venue's id; absent: the log position identifies it"),
                            optional("sequence", ColumnType.LONG, "The venue's sequence number"),
                            required("event_time", ColumnType.TIMESTAMP, "When the venue says it happened, UTC"),
                            required(
                                    "time_source",
                                    ColumnType.STRING,
                                    "VENUE, or RECEIVED where the venue sends no time"),
                            required("received_at", ColumnType.TIMESTAMP, "When the feed received it, UTC"),
                            optional("bid", ColumnType.PRICE, "Best bid"),
                            optional("bid_size", ColumnType.SIZE, "Size at the best bid"),
                            optional("ask", ColumnType.PRICE, "Best ask"),
                            optional("ask_size", ColumnType.SIZE, "Size at the best ask"),
                            optional("exchange", ColumnType.STRING, "Where the consolidated tape names one"),
                            optional("conditions", ColumnType.STRING, "The venue's raw quote conditions")),
                    ORIGIN_COLUMNS,
                    LOG_COLUMNS,
                    List.of(EVENT_DATE)),
            List.of("event_date"));

    public static final TableDefinition QUARANTINE = new TableDefinition(
            "quarantine",
            "Records that are not valid events, whole, with the reason.",
            concat(
                    List.of(
                            required("topic", ColumnType.STRING, "The topic it came from"),
                            required("reason", ColumnType.STRING, "Short code of why it is not an event"),
                            required("detail", ColumnType.STRING, "What was wrong, with the value"),
                            optional("key", ColumnType.BINARY, "The record's key, as it came"),
                            optional("payload", ColumnType.BINARY, "The record's value, as it came")),
                    LOG_COLUMNS,
                    List.of(required("arrival_date", ColumnType.DATE, "UTC date of known_at; the lake's partition"))),
            List.of("arrival_date"));

    private EventTables() {}

    @SafeVarargs
    static List<Column> concat(List<Column>... parts) {
        List<Column> columns = new ArrayList<>();
        for (List<Column> part : parts) {
            columns.addAll(part);
        }
        return columns;
    }
}
