package io.tidemark.feed.load;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;

/**
 * Lean's equity trades. A suspicious trade is eligible for nothing. The sale conditions are a code whose bits no published rule
 * maps to what a trade may set, so they decide nothing: they are kept as they are, and every other trade is eligible for all.
 */
final class LeanTradeParser implements RowParser {
    static final int COLUMNS = 6;
    private static final int PRICE_SCALE = 4;

    private final EventContext context;
    private final long midnightMicros;

    LeanTradeParser(EventContext context, long midnightMicros) {
        this.context = context;
        this.midnightMicros = midnightMicros;
    }

    @Override
    public Parsed parse(RawRow row) throws BadRowException {
        String[] cells = LeanCells.exactly(COLUMNS, row);
        long id = context.firstId() + row.number();
        return new Parsed.OfTrade(context.trade(
                id,
                id,
                Times.ofDay(midnightMicros, cells[0]),
                new Decimal(Decimal.whole(cells[1], "price"), PRICE_SCALE),
                Decimal.parse(cells[2], "size"),
                Aggressor.UNKNOWN,
                cells[3],
                cells[4],
                LeanCells.isSuspicious(cells[5]) ? Eligibility.NONE : Eligibility.ALL));
    }
}
