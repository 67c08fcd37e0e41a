package io.tidemark.feed.load;

import io.tidemark.wire.TradeMessage;

/** Quotes of currency pairs: both sides in every line, without sizes. */
final class FxQuoteParser implements RowParser {
    static final int COLUMNS = 3;

    private final EventContext context;
    private final long midnightMicros;

    FxQuoteParser(EventContext context, long midnightMicros) {
        this.context = context;
        this.midnightMicros = midnightMicros;
    }

    @Override
    public Parsed parse(RawRow row) throws BadRowException {
        String[] cells = LeanCells.exactly(COLUMNS, row);
        long micros = Times.ofDay(midnightMicros, cells[0]);
        Decimal bid = Decimal.parse(cells[1], "bid");
        Decimal ask = Decimal.parse(cells[2], "ask");
        int scale = Math.max(bid.scale(), ask.scale());
        return new Parsed.OfQuote(
                context.quote(row.number(), micros, scale, side(bid, scale), side(ask, scale), "", ""));
    }

    /** Both sides of a message share one scale. */
    private static QuoteSide side(Decimal price, int scale) throws BadRowException {
        long mantissa = price.mantissa();
        for (int digit = price.scale(); digit < scale; digit++) {
            if (Math.abs(mantissa) > Long.MAX_VALUE / 10) {
                throw new BadRowException("bid and ask need more digits than 64 bits hold");
            }
            mantissa *= 10;
        }
        return new QuoteSide(mantissa, TradeMessage.ABSENT);
    }
}
