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
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The columns of {@code trade_events} that a bar depends on, and the event that a row of them is. */
final class TradeRows {
    private static final int ACTION_BITS = 2;
    private static final int AGGRESSOR_BITS = 2;
    private static final List<TradeAction> ACTIONS = List.of(TradeAction.NEW, TradeAction.CORRECT, TradeAction.CANCEL);
    private static final int UNKNOWN_ACTION = ACTIONS.size();
    private static final List<Aggressor> AGGRESSORS = List.of(Aggressor.UNKNOWN, Aggressor.BUY, Aggressor.SELL);

    private TradeRows() {}

    /**
     * The first column, by which events are sorted: the instrument's rank, then the trade's id as far as there is room. Spark
     * compares a first column that is a number without looking at the rows, and that settles nearly every comparison.
     */
    private static final String KEY = "key";

    private static final int ID_BITS = 44;

    /** Instrument by instrument, trade by trade (any trade of the same low bits after the other), in the order of the log. */
    static Column[] order() {
        return Stream.of(KEY, "id_epoch", "trade_id", "topic_epoch", "offset")
                .map(functions::col)
                .toArray(Column[]::new);
    }

    /** What {@link #fromRow} reads, in its order, then the task: numbers only, so that rows are short and all of one length. */
    static Column[] columns() {
        return new Column[] {
            functions
                    .shiftleft(functions.col(InstrumentShares.RANK), ID_BITS)
                    .bitwiseOR(functions.col("trade_id").bitwiseAND(functions.lit((1L << ID_BITS) - 1)))
                    .as(KEY),
            functions.col("id_epoch"),
            functions.col("trade_id"),
            functions.col("revision"),
            kind(),
            functions
                    .coalesce(functions.col("sequence"), functions.lit(TradeEvent.ABSENT))
                    .as("sequence"),
            functions.unix_micros(functions.col("event_time")).as("event_micros"),
            functions.col("price"),
            functions.col("size"),
            functions.col("topic_epoch"),
            functions.col("partition"),
            functions.col("offset"),
            functions.unix_micros(functions.col("known_at")).as("known_micros"),
            functions.col(InstrumentShares.TASK)
        };
    }

    /** Action, aggressor and eligibility in one number, from the right. */
    private static Column kind() {
        Column action = functions.lit(UNKNOWN_ACTION);
        for (TradeAction known : ACTIONS) {
            action = functions
                    .when(functions.col("action").equalTo(known.name()), functions.lit(ACTIONS.indexOf(known)))
                    .otherwise(action);
        }
        Column aggressor = functions.lit(AGGRESSORS.indexOf(Aggressor.UNKNOWN));
        for (Aggressor known : AGGRESSORS) {
            aggressor = functions
                    .when(functions.col("aggressor").equalTo(known.name()), functions.lit(AGGRESSORS.indexOf(known)))
                    .otherwise(aggressor);
        }
        return action.bitwiseOR(functions.shiftleft(aggressor, ACTION_BITS))
                .bitwiseOR(functions.shiftleft(bits(), ACTION_BITS + AGGRESSOR_BITS))
                .as("kind");
    }

    private static Column bits() {
        return bit("for_volume", Eligibility.VOLUME)
                .plus(bit("for_high_low", Eligibility.HIGH_LOW))
                .plus(bit("for_open_close", Eligibility.OPEN_CLOSE));
    }

    private static Column bit(String column, int bit) {
        return functions.when(functions.col(column), functions.lit(bit)).otherwise(functions.lit(0));
    }

    /** Rank of the row's instrument. */
    static int rank(Row row) {
        return (int) (row.getLong(0) >>> ID_BITS);
    }

    static TradeState fromRow(InstrumentId instrument, Row row) {
        int kind = row.getInt(4);
        TradeEvent event = new TradeEvent(
                instrument,
                row.getInt(1),
                row.getLong(2),
                row.getInt(3),
                action(kind & ((1 << ACTION_BITS) - 1), instrument),
                row.getLong(5),
                row.getLong(6),
                TimeSource.VENUE,
                row.getLong(6),
                unscaled(row, 7),
                unscaled(row, 8),
                AGGRESSORS.get((kind >>> ACTION_BITS) & ((1 << AGGRESSOR_BITS) - 1)),
                "",
                "",
                "",
                kind >>> (ACTION_BITS + AGGRESSOR_BITS),
                Origin.LIVE,
                "",
                TradeEvent.ABSENT);
        return new TradeState(event, new LogPosition(row.getInt(9), row.getInt(10), row.getLong(11), row.getLong(12)));
    }

    /** The columns have the scales of the event's numbers; 0 where there is none. */
    private static long unscaled(Row row, int column) {
        return row.isNullAt(column) ? 0 : row.getDecimal(column).unscaledValue().longValueExact();
    }

    private static TradeAction action(int number, InstrumentId instrument) {
        if (number == UNKNOWN_ACTION) {
            throw new IllegalArgumentException("trade_events has an action of " + instrument
                    + " that this release does not know. Use the release that wrote the lake.");
        }
        return ACTIONS.get(number);
    }
}
