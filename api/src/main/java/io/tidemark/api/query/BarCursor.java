package io.tidemark.api.query;

import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.instrument.InstrumentId;
import java.util.List;

/** The bar after which a page goes on. */
public record BarCursor(BarKey after) {
    private static final String KIND = "bars1";

    public String encode() {
        return CursorText.encode(
                KIND,
                List.of(after.instrument().toString(), after.interval().label(), Long.toString(after.startMicros())));
    }

    /** @throws io.tidemark.api.problem.ProblemException when it is not a cursor of these bars */
    public static BarCursor decode(String cursor, InstrumentId instrument, BarInterval interval) {
        List<String> parts = CursorText.decode(KIND, 3, cursor);
        CursorText.requireSame("instrument", instrument.toString(), parts.get(0));
        CursorText.requireSame("interval", interval.label(), parts.get(1));
        return new BarCursor(new BarKey(instrument, interval, CursorText.number(cursor, parts.get(2))));
    }
}
