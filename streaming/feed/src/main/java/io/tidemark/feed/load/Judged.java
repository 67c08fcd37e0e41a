package io.tidemark.feed.load;

import io.tidemark.market.event.TradeEvent;
import io.tidemark.wire.QuoteCodec;
import io.tidemark.wire.QuoteVerdicts;
import io.tidemark.wire.Reason;
import io.tidemark.wire.TradeCodec;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import java.util.Optional;

/**
 * A row as a record of the log, with the verdict that the landing will come to, by the same code.
 *
 * @param rejected empty for an event
 * @param eventTimeMicros of an event; 0 otherwise
 */
record Judged(byte[] value, Optional<Reason> rejected, long eventTimeMicros) {
    static Judged of(RowParser.Parsed parsed, byte[] key, long nowMicros) {
        if (parsed instanceof RowParser.Parsed.OfTrade trade) {
            byte[] value = TradeCodec.encode(trade.message());
            return of(value, TradeVerdicts.judge(key, value, nowMicros), parsed.eventTimeMicros());
        }
        byte[] value = QuoteCodec.encode(((RowParser.Parsed.OfQuote) parsed).message());
        return of(value, QuoteVerdicts.judge(key, value, nowMicros), parsed.eventTimeMicros());
    }

    /** A row of which no message can be made goes into the log as the file has it. */
    static Judged unparsed(byte[] row, byte[] key, long nowMicros) {
        Verdict<TradeEvent> verdict = TradeVerdicts.judge(key, row, nowMicros);
        return of(row, verdict, 0);
    }

    private static Judged of(byte[] value, Verdict<?> verdict, long eventTimeMicros) {
        return verdict instanceof Verdict.Rejected<?> rejected
                ? new Judged(value, Optional.of(rejected.reason()), 0)
                : new Judged(value, Optional.empty(), eventTimeMicros);
    }
}
