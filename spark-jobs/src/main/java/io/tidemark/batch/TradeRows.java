package io.tidemark.batch;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DecimalType;

/** The columns of {@code trade_events} that a bar depends on, and the event that a row of them is. */
final class TradeRows {
    private static final Map<String, TradeAction> ACTIONS = Map.of(
            "NEW", TradeAction.NEW,
            "CORRECT", TradeAction.CORRECT,
            "CANCEL", TradeAction.CANCEL);
    private static final Map<String, Aggressor> AGGRESSORS =
            Map.of("BUY", Aggressor.BUY, "SELL", Aggressor.SELL, "UNKNOWN", Aggressor.UNKNOWN);

    private TradeRows() {}

    /** What {@link #fromRow} reads, in its order: numbers only as far as possible, which Spark hands over fastest. */
    static Column[] columns() {
        return new Column[] {
            functions.col("instrument"),
            functions.col("id_epoch"),
            functions.col("trade_id"),
            functions.col("revision"),
            functions.col("action"),
            functions
                    .coalesce(functions.col("sequence"), functions.lit(TradeEvent.ABSENT))
                    .as("sequence"),
            functions.unix_micros(functions.col("event_time")).as("event_micros"),
            unscaled("price", 9),
            unscaled("size", 8),
            functions.col("aggressor"),
            bits(),
            functions.col("topic_epoch"),
            functions.col("partition"),
            functions.col("offset"),
            functions.unix_micros(functions.col("known_at")).as("known_micros")
        };
    }

    /** The integer that a decimal is kept as; 0 where there is none. */
    private static Column unscaled(String column, int scale) {
        return functions
                .coalesce(
                        functions
                                .col(column)
                                .multiply(functions
                                        .lit(java.math.BigDecimal.TEN.pow(scale))
                                        .cast(new DecimalType(scale + 1, 0)))
                                .cast("long"),
                        functions.lit(0L))
                .as(column);
    }

    private static Column bits() {
        return bit("for_volume", Eligibility.VOLUME)
                .plus(bit("for_high_low", Eligibility.HIGH_LOW))
                .plus(bit("for_open_close", Eligibility.OPEN_CLOSE))
                .as("eligibility");
    }

    private static Column bit(String column, int bit) {
        return functions.when(functions.col(column), functions.lit(bit)).otherwise(functions.lit(0));
    }

    static String instrument(Row row) {
        return row.getString(0);
    }

    static TradeState fromRow(InstrumentId instrument, Row row) {
        TradeEvent event = new TradeEvent(
                instrument,
                row.getInt(1),
                row.getLong(2),
                row.getInt(3),
                action(row.getString(4)),
                row.getLong(5),
                row.getLong(6),
                TimeSource.VENUE,
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                AGGRESSORS.getOrDefault(row.getString(9), Aggressor.UNKNOWN),
                "",
                "",
                "",
                row.getInt(10),
                Origin.LIVE,
                "",
                TradeEvent.ABSENT);
        return new TradeState(event, new LogPosition(row.getInt(11), row.getInt(12), row.getLong(13), row.getLong(14)));
    }

    private static TradeAction action(String name) {
        TradeAction action = ACTIONS.get(name);
        if (action == null) {
            throw new IllegalArgumentException("trade_events has an action '" + name
                    + "' that this release does not know. Use the release that wrote the lake.");
        }
        return action;
    }
}
