package io.tidemark.market.table;

import static io.tidemark.market.table.Column.optional;
import static io.tidemark.market.table.Column.required;

import java.util.List;

/** Bars as stored: the values, the rest of the fold's state, and what the log made of them. */
public final class BarTables {
    private static final List<Column> VALUES = List.of(
            required("instrument", ColumnType.STRING, "Canonical id venue:SYMBOL"),
            required("start", ColumnType.TIMESTAMP, "Start of the bucket, inclusive, UTC"),
            required("end", ColumnType.TIMESTAMP, "End of the bucket, exclusive, UTC"),
            optional("open", ColumnType.PRICE, "Price of the first OPEN_CLOSE trade in the total order"),
            optional("high", ColumnType.PRICE, "Highest price of HIGH_LOW trades"),
            optional("low", ColumnType.PRICE, "Lowest price of HIGH_LOW trades"),
            optional("close", ColumnType.PRICE, "Price of the last OPEN_CLOSE trade in the total order"),
            required("volume", ColumnType.VOLUME, "Sum of sizes of VOLUME trades"),
            required("notional", ColumnType.NOTIONAL, "Sum of price x size of VOLUME trades"),
            required("trades", ColumnType.LONG, "Number of VOLUME trades"),
            optional("buy_volume", ColumnType.VOLUME, "Volume whose aggressor bought; absent if no trade names one"),
            optional("sell_volume", ColumnType.VOLUME, "Volume whose aggressor sold; absent if no trade names one"),
            optional("first_time", ColumnType.TIMESTAMP, "Earliest event time of an eligible trade; absent: no bar"),
            optional("last_time", ColumnType.TIMESTAMP, "Latest event time of an eligible trade; absent: no bar"));

    private static final List<Column> STATE = List.of(
            optional("open_time", ColumnType.TIMESTAMP, "Order key of the open: event time"),
            optional("open_sequence", ColumnType.LONG, "Order key of the open: sequence or 0"),
            optional("open_id_epoch", ColumnType.INT, "Order key of the open: id epoch"),
            optional("open_trade_id", ColumnType.LONG, "Order key of the open: trade id"),
            optional("close_time", ColumnType.TIMESTAMP, "Order key of the close: event time"),
            optional("close_sequence", ColumnType.LONG, "Order key of the close: sequence or 0"),
            optional("close_id_epoch", ColumnType.INT, "Order key of the close: id epoch"),
            optional("close_trade_id", ColumnType.LONG, "Order key of the close: trade id"),
            required("aggressor_trades", ColumnType.LONG, "VOLUME trades that name their aggressor"),
            required(
                    "eligible_trades",
                    ColumnType.LONG,
                    "Trades eligible for anything; 0 is a bucket that became empty"));

    private static final List<Column> VERSION = List.of(
            required("status", ColumnType.STRING, "OPEN, CLOSED, or REVISED: changed after it had closed"),
            required("revision", ColumnType.INT, "Events that changed the bucket after it had closed"),
            required("fold_version", ColumnType.INT, "Version of the fold that made it"),
            required("topic_epoch", ColumnType.INT, "Life of the topic that it was made from"),
            required("known_to", ColumnType.LONG, "Next offset after the last event that changed or closed it"),
            required("known_at", ColumnType.TIMESTAMP, "Append time of that event"),
            required("layer", ColumnType.STRING, "SPEED or BATCH"),
            required("quality", ColumnType.INT, "Quality flags as bits; 0 is clean"));

    private static final List<Column> COLUMNS = EventTables.concat(VALUES, STATE, VERSION);

    public static final TableDefinition BARS_1M = lake("bars_1m", "One-minute bars.");
    public static final TableDefinition BARS_1D =
            lake("bars_1d", "Daily bars by the local day of the instrument's calendar.");

    /** Every published version of a closed bar, append-only. */
    public static final TableDefinition BAR_REVISIONS = new TableDefinition(
            "bar_revisions",
            "Every published version of a closed bar, append-only, with the whole fold state.",
            EventTables.concat(List.of(required("interval", ColumnType.STRING, "1m or 1d")), COLUMNS),
            List.of());

    private BarTables() {}

    private static TableDefinition lake(String name, String doc) {
        return new TableDefinition(
                name,
                doc,
                EventTables.concat(
                        COLUMNS,
                        List.of(required("start_date", ColumnType.DATE, "UTC date of start; the lake's partition"))),
                List.of("start_date"));
    }
}
