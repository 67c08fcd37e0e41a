package io.tidemark.api.query;

import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.instrument.InstrumentId;
import java.util.List;

/** The place in an instrument's total order after which a page goes on; trades that arrive do not move it. */
public record TickCursor(InstrumentId instrument, OrderKey after) {
    private static final String KIND = "ticks1";

    public String encode() {
        return CursorText.encode(
                KIND,
                List.of(
                        instrument.toString(),
                        Long.toString(after.timeMicros()),
                        Long.toString(after.sequence()),
                        Integer.toString(after.idEpoch()),
                        Long.toString(after.tradeId())));
    }

    /** @throws io.tidemark.api.problem.ProblemException when it is not a cursor of this instrument's ticks */
    public static TickCursor decode(String cursor, InstrumentId instrument) {
        List<String> parts = CursorText.decode(KIND, 5, cursor);
        CursorText.requireSame("instrument", instrument.toString(), parts.get(0));
        return new TickCursor(
                instrument,
                new OrderKey(
                        CursorText.number(cursor, parts.get(1)),
                        CursorText.number(cursor, parts.get(2)),
                        (int) CursorText.number(cursor, parts.get(3)),
                        CursorText.number(cursor, parts.get(4))));
    }
}
