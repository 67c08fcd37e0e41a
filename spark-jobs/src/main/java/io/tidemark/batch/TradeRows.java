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
import io.tidemark.market.number.Fixed;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.Decimal;

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

    /** Id epoch, then revision. */
    private static final String IDS = "ids";

    private static final int REVISION_BITS = 32;

    private static final String PLACE = "place";

    /** Partition, then task, then kind. */
    private static final String REST = "rest";

    private static final int KIND_BITS = 8;
    private static final int TASK_BITS = 16;

    /** Instrument by instrument, trade by trade (any trade of the same low bits after the other), in the order of the log. */
    static Column[] order() {
        return new Column[] {
            functions.col(KEY),
            functions.shiftright(functions.col(IDS), REVISION_BITS),
            functions.col("trade_id"),
            functions.col(PLACE)
        };
    }

    /** Which task folds a row. */
    static Column task() {
        return functions
                .shiftright(functions.col(REST), KIND_BITS)
                .bitwiseAND(functions.lit((1L << TASK_BITS) - 1))
                .cast("int");
    }

    /** What {@link #fromRow} reads, in its order: few numbers and nothing else, because each of them is shuffled and sorted. */
    static Column[] columns() {
        return new Column[] {
            functions
                    .shiftleft(functions.col(InstrumentShares.RANK), ID_BITS)
                    .bitwiseOR(functions.col("trade_id").bitwiseAND(functions.lit((1L << ID_BITS) - 1)))
                    .as(KEY),
            functions
                    .shiftleft(functions.col("id_epoch").cast("long"), REVISION_BITS)
                    .bitwiseOR(functions.col("revision").cast("long"))
                    .as(IDS),
            functions.col("trade_id"),
            Place.column().as(PLACE),
            functions
                    .coalesce(functions.col("sequence"), functions.lit(TradeEvent.ABSENT))
                    .as("sequence"),
            functions.unix_micros(functions.col("event_time")).as("event_micros"),
            functions.col("price"),
            functions.col("size"),
            functions.unix_micros(functions.col("known_at")).as("known_micros"),
            functions
                    .shiftleft(functions.col("partition").cast("long"), TASK_BITS + KIND_BITS)
                    .bitwiseOR(functions.shiftleft(
                            functions.col(InstrumentShares.TASK).cast("long"), KIND_BITS))
                    .bitwiseOR(kind().cast("long"))
                    .as(REST)
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
                .bitwiseOR(functions.shiftleft(bits(), ACTION_BITS + AGGRESSOR_BITS));
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
    static int rank(InternalRow row) {
        return (int) (row.getLong(0) >>> ID_BITS);
    }

    /** Of Spark's own row: no number is boxed, and no decimal made, for fifty million of them. */
    static TradeState fromRow(InstrumentId instrument, InternalRow row) {
        long ids = row.getLong(1);
        long place = row.getLong(3);
        long rest = row.getLong(9);
        int kind = (int) rest & ((1 << KIND_BITS) - 1);
        TradeEvent event = new TradeEvent(
                instrument,
                (int) (ids >>> REVISION_BITS),
                row.getLong(2),
                (int) ids,
                action(kind & ((1 << ACTION_BITS) - 1), instrument),
                row.getLong(4),
                row.getLong(5),
                TimeSource.VENUE,
                row.getLong(5),
                unscaled(row, 6, Fixed.PRICE_SCALE),
                unscaled(row, 7, Fixed.SIZE_SCALE),
                AGGRESSORS.get((kind >>> ACTION_BITS) & ((1 << AGGRESSOR_BITS) - 1)),
                "",
                "",
                "",
                kind >>> (ACTION_BITS + AGGRESSOR_BITS),
                Origin.LIVE,
                "",
                TradeEvent.ABSENT);
        int partition = (int) (rest >>> (TASK_BITS + KIND_BITS));
        return new TradeState(
                event, new LogPosition(Place.topicEpoch(place), partition, Place.offset(place), row.getLong(8)));
    }

    /** The columns have the scales of the event's numbers; 0 where there is none. */
    private static long unscaled(InternalRow row, int column, int scale) {
        return row.isNullAt(column)
                ? 0
                : row.getDecimal(column, Decimal.MAX_LONG_DIGITS(), scale).toUnscaledLong();
    }

    private static TradeAction action(int number, InstrumentId instrument) {
        if (number == UNKNOWN_ACTION) {
            throw new IllegalArgumentException("trade_events has an action of " + instrument
                    + " that this release does not know. Use the release that wrote the lake.");
        }
        return ACTIONS.get(number);
    }
}
