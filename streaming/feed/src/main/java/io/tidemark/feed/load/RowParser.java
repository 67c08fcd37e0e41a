package io.tidemark.feed.load;

import io.tidemark.wire.QuoteMessage;
import io.tidemark.wire.TradeMessage;

/** Makes a message of a row. May keep state from row to row, so every row must pass through it, in order. */
interface RowParser {
    Parsed parse(RawRow row) throws BadRowException;

    /** What a row says, not yet judged. */
    sealed interface Parsed {
        long eventTimeMicros();

        record OfTrade(TradeMessage message) implements Parsed {
            @Override
            public long eventTimeMicros() {
                return message.eventTimeMicros();
            }
        }

        record OfQuote(QuoteMessage message) implements Parsed {
            @Override
            public long eventTimeMicros() {
                return message.eventTimeMicros();
            }
        }
    }
}
