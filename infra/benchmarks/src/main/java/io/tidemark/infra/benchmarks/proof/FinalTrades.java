package io.tidemark.infra.benchmarks.proof;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The last word on every trade, kept in arrays: 34 bytes a trade. It is told each statement once, in any order; the highest
 * revision stands. Not thread-safe.
 */
final class FinalTrades implements Consumer<TradeEvent> {
    private final Map<InstrumentId, Map<Integer, Columns>> byInstrument = new HashMap<>();

    @Override
    public void accept(TradeEvent event) {
        byInstrument
                .computeIfAbsent(event.instrument(), instrument -> new TreeMap<>())
                .computeIfAbsent(event.idEpoch(), epoch -> new Columns())
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
        byInstrument.getOrDefault(instrument, Map.of()).forEach((epoch, columns) -> {
            for (int id = 0; id < columns.size; id++) {
                if (columns.isPresent(id)) {
                    places.add(new Place(columns, epoch, id));
                }
            }
        });
        places.sort(Place.ORDER);
        for (Place place : places) {
            Columns columns = place.columns();
            each.visit(
                    columns.micros[place.id()],
                    columns.prices[place.id()],
                    columns.sizes[place.id()],
                    columns.side(place.id()),
                    columns.eligibility(place.id()));
        }
    }

    /** Units as in {@link TradeEvent}. */
    @FunctionalInterface
    interface Visitor {
        void visit(long micros, long priceE9, long sizeE8, CandleSum.Side side, int eligibility);
    }

    private record Place(Columns columns, int epoch, int id) {
        /** (event time, sequence or 0, id epoch, trade id). */
        static final Comparator<Place> ORDER = Comparator.<Place>comparingLong(place -> place.columns.micros[place.id])
                .thenComparingLong(place -> Math.max(0, place.columns.sequences[place.id]))
                .thenComparingInt(Place::epoch)
                .thenComparingInt(Place::id);
    }

    /** The trades of one id epoch by their id, which the simulator counts from 0. */
    private static final class Columns {
        private static final int PRESENT = 8;
        private static final int SIDE_SHIFT = 4;
        private static final CandleSum.Side[] SIDES = CandleSum.Side.values();

        private int size;
        private long[] micros = new long[1024];
        private long[] prices = new long[1024];
        private long[] sizes = new long[1024];
        private long[] sequences = new long[1024];
        private byte[] revisions = new byte[1024];
        private byte[] flags = new byte[1024];

        void put(TradeEvent event) {
            int id = Math.toIntExact(event.tradeId());
            if (id >= micros.length) {
                grow(Math.max(id + 1, micros.length + micros.length / 2));
            }
            // An id that was never heard of has no flags; the first statement stands against none.
            if (id < size && flags[id] != 0 && event.revision() <= revisions[id]) {
                return;
            }
            size = Math.max(size, id + 1);
            micros[id] = event.eventTimeMicros();
            prices[id] = event.priceE9();
            sizes[id] = event.sizeE8();
            sequences[id] = event.sequence();
            revisions[id] = (byte) event.revision();
            flags[id] = (byte) (event.eligibility()
                    | (event.action() == TradeAction.CANCEL ? 0 : PRESENT)
                    | side(event.aggressor()).ordinal() << SIDE_SHIFT
                    | Byte.MIN_VALUE);
        }

        private void grow(int length) {
            micros = Arrays.copyOf(micros, length);
            prices = Arrays.copyOf(prices, length);
            sizes = Arrays.copyOf(sizes, length);
            sequences = Arrays.copyOf(sequences, length);
            revisions = Arrays.copyOf(revisions, length);
            flags = Arrays.copyOf(flags, length);
        }

        private static CandleSum.Side side(Aggressor aggressor) {
            return switch (aggressor) {
                case BUY -> CandleSum.Side.BOUGHT;
                case SELL -> CandleSum.Side.SOLD;
                case UNKNOWN -> CandleSum.Side.NEITHER;
            };
        }

        boolean isPresent(int id) {
            return (flags[id] & PRESENT) != 0;
        }

        int eligibility(int id) {
            return flags[id] & 7;
        }

        CandleSum.Side side(int id) {
            return SIDES[flags[id] >> SIDE_SHIFT & 3];
        }
    }
}
