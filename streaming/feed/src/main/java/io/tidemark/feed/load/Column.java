package io.tidemark.feed.load;

import java.util.List;
import java.util.Locale;

/** What a column of a CSV or Parquet file may hold, and the names by which it is found when nobody says. */
public enum Column {
    TIME("time", "timestamp", "ts", "ts_ms", "event_time", "datetime", "date_time", "transact_time", "trade_time"),
    PRICE("price", "px"),
    SIZE("size", "quantity", "qty", "amount", "volume"),
    ID("id", "trade_id", "tradeid", "aggregate_trade_id", "agg_trade_id"),
    SIDE("side", "aggressor", "taker_side"),
    BUYER_MAKER("is_buyer_maker", "buyer_maker", "isbuyermaker"),
    EXCHANGE("exchange"),
    CONDITIONS("conditions", "condition", "sale_condition");

    private final List<String> usualNames;

    Column(String... usualNames) {
        this.usualNames = List.of(usualNames);
    }

    boolean isRequired() {
        return this == TIME || this == PRICE || this == SIZE;
    }

    List<String> usualNames() {
        return usualNames;
    }

    /** As on the command line: {@code buyer_maker}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
