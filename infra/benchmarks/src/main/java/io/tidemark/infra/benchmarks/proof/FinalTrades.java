package io.tidemark.infra.benchmarks.proof;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The last word on every trade, kept in arrays: 34 bytes a trade. It is told each statement once, in any order; the highest
 * revision stands. One thread tells it; then any number may read.
 */
final class FinalTrades implements Consumer<TradeEvent> {
    private final Map<InstrumentId, Map<PageId, Page>> byInstrument = new HashMap<>();

    @Override
    public void accept(TradeEvent event) {
        PageId id = new PageId(event.idEpoch(), event.tradeId() / Page.TRADES);
        byInstrument
                .computeIfAbsent(event.instrument(), instrument -> new HashMap<>())
                .computeIfAbsent(id, Page::new)
                .put(event);
    }

    /** By their text, as the stores sort them. */
    Set<InstrumentId> instruments() {
        Set<InstrumentId> sorted = new TreeSet<>(Comparator.comparing(InstrumentId::toString));
        sorted.addAll(byInstrument.keySet());
        return sorted;
    }

    /** Calls {@code each} for every trade of an instrument that was not cancelled, in the contract's total order. */
    void forEach(InstrumentId instrument, Visitor each) {
        List<Place> places = new ArrayList<>();
        for (Page page : byInstrument.getOrDefault(instrument, Map.of()).values()) {
            for (int index = 0; index < Page.TRADES; index++) {
                if (page.isPresent(index)) {
                    places.add(new Place(page, index));
                }
            }
        }
        Collections.sort(places);
        for (Place place : places) {
            Page page = place.page();
            int index = place.index();
            each.visit(
                    page.micros[index],
                    page.prices[index],
                    page.sizes[index],
                    page.side(index),
                    page.eligibility(index));
        }
    }

    /** Units as in {@link TradeEvent}. */
    @FunctionalInterface
    interface Visitor {
        void visit(long micros, long priceE9, long sizeE8, CandleSum.Side side, int eligibility);
    }

    /** Where a trade is kept. Ordered by (event time, sequence or 0, id epoch, trade id). */
    private record Place(Page page, int index) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int order = Long.compare(page.micros[index], other.page.micros[other.index]);
            order = order != 0
                    ? order
                    : Long.compare(Math.max(0, page.sequences[index]), Math.max(0, other.page.sequences[other.index]));
            order = order != 0 ? order : Integer.compare(page.id.epoch(), other.page.id.epoch());
            order = order != 0 ? order : Long.compare(page.id.number(), other.page.id.number());
            return order != 0 ? order : Integer.compare(index, other.index);
        }
    }

    /** Neighbours by id are kept together: a simulator's ids count from 0, a file's begin far from there, at its day. */
    private record PageId(int epoch, long number) {}

    private static final class Page {
        private static final int TRADES = 8_192;
        private static final int PRESENT = 8;
        private static final int SIDE_SHIFT = 4;
        private static final CandleSum.Side[] SIDES = CandleSum.Side.values();

        private final PageId id;
        private final long[] micros = new long[TRADES];
        private final long[] prices = new long[TRADES];
        private final long[] sizes = new long[TRADES];
        private final long[] sequences = new long[TRADES];
        private final byte[] revisions = new byte[TRADES];
        private final byte[] flags = new byte[TRADES];

        Page(PageId id) {
            this.id = id;
        }

        void put(TradeEvent event) {
            int index = (int) (event.tradeId() % TRADES);
            // An id that was never heard of has no flags; the first statement stands against none.
            if (flags[index] != 0 && event.revision() <= revisions[index]) {
                return;
            }
            micros[index] = event.eventTimeMicros();
            prices[index] = event.priceE9();
            sizes[index] = event.sizeE8();
            sequences[index] = event.sequence();
            revisions[index] = (byte) event.revision();
            flags[index] = (byte) (event.eligibility()
                    | (event.action() == TradeAction.CANCEL ? 0 : PRESENT)
                    | side(event.aggressor()).ordinal() << SIDE_SHIFT
                    | Byte.MIN_VALUE);
        }

        private static CandleSum.Side side(Aggressor aggressor) {
            return switch (aggressor) {
                case BUY -> CandleSum.Side.BOUGHT;
                case SELL -> CandleSum.Side.SOLD;
                case UNKNOWN -> CandleSum.Side.NEITHER;
            };
        }

        boolean isPresent(int index) {
            return (flags[index] & PRESENT) != 0;
        }

        int eligibility(int index) {
            return flags[index] & 7;
        }

        CandleSum.Side side(int index) {
            return SIDES[flags[index] >> SIDE_SHIFT & 3];
        }
    }
}
