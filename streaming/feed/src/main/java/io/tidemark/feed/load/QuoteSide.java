package io.tidemark.feed.load;

import io.tidemark.wire.TradeMessage;

/** One side of a quote as mantissas, the price at the quote's scale and the size whole; absent as on the wire. */
record QuoteSide(long price, long size) {
    static final QuoteSide ABSENT = new QuoteSide(TradeMessage.ABSENT, TradeMessage.ABSENT);
}
