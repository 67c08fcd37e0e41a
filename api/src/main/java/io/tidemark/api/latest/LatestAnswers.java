package io.tidemark.api.latest;

import io.tidemark.clickhouse.read.BarRow;
import io.tidemark.clickhouse.read.QuoteRow;
import io.tidemark.clickhouse.read.TradeRow;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Optional;

/**
 * Answers from memory where memory is certain, and lets the store fill the gaps. The store's answers stay in memory, so that an
 * instrument costs a question or two once and none after.
 */
final class LatestAnswers {
    /** More than memory keeps, so that one question is enough after a run of cancellations. */
    private static final int SEED_ROWS = 32;
    /** Each round can uncover one more trade whose state only the store knows. */
    private static final int ROUNDS = 4;

    private final LatestStore store;
    private final long latenessMicros;

    LatestAnswers(LatestStore store, long latenessMicros) {
        this.store = store;
        this.latenessMicros = latenessMicros;
    }

    /** Without asking anybody; empty where memory alone is not certain. */
    Optional<LatestAnswer> fromMemory(InstrumentId instrument, LatestBook book, Landed landed) {
        InstrumentState.View view = view(book, instrument);
        return view.isKnown()
                ? Optional.of(answer(instrument, view, view.trade(), openBar(instrument, view), landed))
                : Optional.empty();
    }

    /** From memory and store together; blocks on the store. */
    LatestAnswer complete(InstrumentId instrument, LatestBook book, Landed landed) {
        InstrumentState state = book.state(instrument);
        InstrumentState.View view = settle(instrument, book, landed);
        Optional<BarRow> bar = view.minute().isKnown() ? openBar(instrument, view) : openBarInStore(instrument, state);
        view = view(book, instrument);
        Optional<KeptTrade> trade = view.trade();
        if (!view.isTradeKnown()) {
            // The store has not landed what memory let go: its own newest trade is the best that is true.
            trade = newestInStore(instrument).map(KeptTrade::fromStore);
        }
        return answer(instrument, view, trade, bar, landed);
    }

    /** Whether memory knows the newest trade and quote; the open bar comes with its trades. */
    boolean isSettled(InstrumentId instrument, LatestBook book) {
        InstrumentState.View view = view(book, instrument);
        return view.isTradeKnown() && view.isQuoteKnown();
    }

    /** Asks the store for what memory lacks of the newest trade and quote, and keeps it; blocks on the store. */
    InstrumentState.View settle(InstrumentId instrument, LatestBook book, Landed landed) {
        InstrumentState state = book.state(instrument);
        InstrumentState.View view = view(book, instrument);
        if (!view.isQuoteKnown()) {
            state.seedQuote(store.newestQuote(instrument));
        }
        for (int round = 0; round < ROUNDS && !view.isTradeKnown(); round++) {
            learnTrade(instrument, state, view, landed);
            view = view(book, instrument);
        }
        return view;
    }

    /** From the store alone, when the log cannot be read. */
    LatestAnswer fromStore(InstrumentId instrument) {
        Optional<BarRow> bar = store.newestBar(instrument).filter(row -> row.status() == BarStatus.OPEN);
        Optional<TradeRow> trade = newestInStore(instrument);
        return new LatestAnswer(instrument, trade, store.newestQuote(instrument), bar, bar.isPresent());
    }

    private Optional<TradeRow> newestInStore(InstrumentId instrument) {
        return store.newestTrades(instrument, 1).rows().stream().findFirst();
    }

    private void learnTrade(InstrumentId instrument, InstrumentState state, InstrumentState.View view, Landed landed) {
        // Read before the question: what lands in between is only landed more than we claim.
        long landedTo = landed.tradesTo(view.partition());
        if (!view.isTradeComplete()) {
            state.seedTrades(store.newestTrades(instrument, SEED_ROWS), landedTo);
            return;
        }
        view.trade().ifPresent(trade -> {
            TradeKey key = trade.key();
            state.prove(key, store.head(instrument, key.idEpoch(), key.tradeId()), landedTo);
        });
    }

    private Optional<BarRow> openBarInStore(InstrumentId instrument, InstrumentState state) {
        Optional<BarRow> newest = store.newestBar(instrument);
        if (newest.isPresent() && newest.get().status() == BarStatus.OPEN) {
            return newest;
        }
        state.noOpenBarBefore(newest.map(BarRow::endMicros).orElse(Long.MIN_VALUE + 1));
        return Optional.empty();
    }

    private Optional<BarRow> openBar(InstrumentId instrument, InstrumentState.View view) {
        InstrumentState.MinuteView minute = view.minute();
        return minute.state()
                .flatMap(BarFold::value)
                .map(values -> new BarRow(
                        new BarKey(instrument, BarInterval.MIN_1, minute.startMicros()),
                        minute.startMicros() + 60_000_000L,
                        values,
                        BarStatus.OPEN,
                        0,
                        minute.lastOffset() + 1,
                        minute.lastKnownAtMicros(),
                        0));
    }

    private InstrumentState.View view(LatestBook book, InstrumentId instrument) {
        InstrumentState state = book.state(instrument);
        return state.view(partition -> book.venueMarkMicros(instrument.venue(), partition), latenessMicros);
    }

    private static LatestAnswer answer(
            InstrumentId instrument,
            InstrumentState.View view,
            Optional<KeptTrade> trade,
            Optional<BarRow> bar,
            Landed landed) {
        boolean isTradeAhead = trade.map(KeptTrade::offset).orElse(-1L) >= landed.tradesTo(view.partition());
        boolean isQuoteAhead = view.quoteOffset() >= landed.quotesTo(view.quotePartition());
        Optional<QuoteRow> quote = view.quote();
        return new LatestAnswer(
                instrument, trade.map(KeptTrade::row), quote, bar, bar.isPresent() || isTradeAhead || isQuoteAhead);
    }
}
