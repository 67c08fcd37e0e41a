package io.tidemark.api.latest;

import io.tidemark.clickhouse.read.NewestTrades;
import io.tidemark.clickhouse.read.QuoteRow;
import io.tidemark.clickhouse.read.TradeHead;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TradeEvent;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** What memory knows of one instrument. The log's reader writes, requests read and fill in from the store. Thread-safe. */
final class InstrumentState {
    private final RecentTrades trades = new RecentTrades(RecentTrades.UNSEEN);
    private final OpenMinute minute = new OpenMinute();
    private TradeKey highest = TradeKey.NONE;
    private boolean isInStream;
    private int partition = -1;
    private long quoteOffset = -1;
    private int quotePartition = -1;

    private @Nullable QuoteRow quote;
    private boolean isQuoteComplete;
    /** Start of the newest minute of which the store has said that it has no open bar from there on. */
    private long closedToMicros = Long.MIN_VALUE;

    /** @return how many revised identities it came to remember */
    synchronized int apply(TradeEvent event, LogRange seen, long offset, long knownAtMicros) {
        if (!isInStream) {
            isInStream = true;
            partition = seen.partition();
            highest = seen.highestBefore(event.instrument());
            trades.lowerFloor(seen.floor(event.instrument()));
            minute.begin(seen.floor(event.instrument()).timeMicros(), seen.markBefore(event.instrument()));
        }
        TradeKey key = TradeKey.of(event);
        boolean isNew = key.isAbove(highest);
        if (isNew) {
            highest = key;
        }
        int before = trades.revisionsKept();
        trades.apply(event, offset, knownAtMicros, isNew);
        minute.apply(event, offset, knownAtMicros, isNew);
        return trades.revisionsKept() - before;
    }

    synchronized void apply(QuoteEvent event, LogRange seen, long offset, long knownAtMicros) {
        QuoteRow next = QuoteRow.of(event, knownAtMicros);
        if (quote == null || next.follows(quote)) {
            quote = next;
            quoteOffset = offset;
            quotePartition = seen.partition();
        }
        if (event.eventTimeMicros() >= seen.allSeenFromMicros()) {
            isQuoteComplete = true;
        }
    }

    synchronized void seedTrades(NewestTrades stored, long landedTo) {
        trades.seed(stored, landedTo);
    }

    synchronized void prove(TradeKey key, Optional<TradeHead> inStore, long landedTo) {
        trades.prove(key, inStore, landedTo);
    }

    synchronized void seedQuote(Optional<QuoteRow> stored) {
        stored.ifPresent(row -> {
            if (quote == null || !quote.follows(row)) {
                quote = row;
                quoteOffset = -1;
            }
        });
        isQuoteComplete = true;
    }

    /** The store's newest bar is closed, or there is none: no open bar until a trade of a later minute comes. */
    synchronized void noOpenBarBefore(long endMicros) {
        closedToMicros = Math.max(closedToMicros, endMicros);
    }

    /** Everything at one moment; {@code venueMarkMicros} says by partition how far heartbeats have brought the venue's clock. */
    synchronized View view(IntToLongFunction venueMarkMicros, long latenessMicros) {
        boolean isTradeKnown =
                trades.isComplete() && trades.newest().map(KeptTrade::isProven).orElse(true);
        return new View(
                partition,
                trades.newest(),
                trades.isComplete(),
                isTradeKnown,
                Optional.ofNullable(quote),
                quotePartition,
                quoteOffset,
                isQuoteComplete,
                minuteView(Math.max(venueMarkMicros.applyAsLong(partition), minute.markMicros()), latenessMicros));
    }

    private MinuteView minuteView(long markMicros, long latenessMicros) {
        boolean isClosed = minute.isSeen()
                ? markMicros >= minute.endMicros() + latenessMicros || minute.endMicros() <= closedToMicros
                : closedToMicros != Long.MIN_VALUE;
        if (isClosed) {
            return new MinuteView(true, Optional.empty(), 0, 0, 0);
        }
        return new MinuteView(
                false, minute.state(), minute.startMicros(), minute.lastOffset(), minute.lastKnownAtMicros());
    }

    /**
     * One moment's knowledge.
     *
     * @param isTradeComplete whether no trade is missing above the newest one
     * @param isTradeKnown whether the newest trade is all there is to say
     * @param quoteOffset of the quote in the log, or -1 when the store told of it
     */
    record View(
            int partition,
            Optional<KeptTrade> trade,
            boolean isTradeComplete,
            boolean isTradeKnown,
            Optional<QuoteRow> quote,
            int quotePartition,
            long quoteOffset,
            boolean isQuoteKnown,
            MinuteView minute) {
        boolean isKnown() {
            return isTradeKnown && isQuoteKnown && minute.isKnown();
        }
    }

    /** @param isClosed whether there is no open bar; else {@code state} has it, where memory can say */
    record MinuteView(
            boolean isClosed, Optional<BarState> state, long startMicros, long lastOffset, long lastKnownAtMicros) {
        boolean isKnown() {
            return isClosed || state.isPresent();
        }
    }
}
