package io.tidemark.feed.load;

/**
 * Lean's equity quotes: each line updates one side and has zeros on the other, which is carried forward. A file may begin with
 * either side, so lines are never paired by their number; until the other side was seen, it is absent.
 */
final class LeanQuoteParser implements RowParser {
    static final int COLUMNS = 8;
    private static final int PRICE_SCALE = 4;

    private final EventContext context;
    private final long midnightMicros;
    private QuoteSide bid = QuoteSide.ABSENT;
    private QuoteSide ask = QuoteSide.ABSENT;

    LeanQuoteParser(EventContext context, long midnightMicros) {
        this.context = context;
        this.midnightMicros = midnightMicros;
    }

    @Override
    public Parsed parse(RawRow row) throws BadRowException {
        String[] cells = LeanCells.exactly(COLUMNS, row);
        long micros = Times.ofDay(midnightMicros, cells[0]);
        QuoteSide newBid = side(cells[1], cells[2], bid, "bid");
        QuoteSide newAsk = side(cells[3], cells[4], ask, "ask");
        boolean suspicious = LeanCells.isSuspicious(cells[7]);
        // Only a whole row changes what is carried.
        bid = newBid;
        ask = newAsk;
        return new Parsed.OfQuote(context.quote(
                row.number(),
                micros,
                PRICE_SCALE,
                bid,
                ask,
                cells[5],
                suspicious ? cells[6] + " suspicious" : cells[6]));
    }

    private static QuoteSide side(String price, String size, QuoteSide carried, String name) throws BadRowException {
        long mantissa = Decimal.whole(price, name);
        long whole = Decimal.whole(size, name + " size");
        return mantissa == 0 && whole == 0 ? carried : new QuoteSide(mantissa, whole);
    }
}
