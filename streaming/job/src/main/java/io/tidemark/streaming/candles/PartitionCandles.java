package io.tidemark.streaming.candles;

import io.tidemark.clickhouse.TradeIdentity;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The candles of one topic partition. An instrument lives in one partition, so partitions need nothing of each other.
 *
 * <p>Per batch: {@link #walk} goes through the events in offset order before they are applied to the heads, {@link #finish}
 * folds what must be folded again after they were, {@link #written} forgets what the store now holds. When anything fails in
 * between, throw this object away and open a new one: the store's {@code progress} and the bars' {@code knownTo} say how far
 * the candles had come, whatever the batch had already written.
 */
public final class PartitionCandles {
    private final int topicEpoch;
    private final int partition;
    private final CandleStore store;
    private final long latenessMicros;
    private final long landedTo;
    private final Map<InstrumentId, InstrumentBook> books = new HashMap<>();
    private final Map<String, Long> venueMarks = new HashMap<>();
    private final Set<TradeIdentity> moved = new HashSet<>();
    private long nextOffset;

    private PartitionCandles(
            int topicEpoch, int partition, CandleStore store, Duration lateness, long progress, long landedTo) {
        this.topicEpoch = topicEpoch;
        this.partition = partition;
        this.store = store;
        this.latenessMicros = lateness.toNanos() / 1_000;
        this.landedTo = landedTo;
        this.nextOffset = progress;
    }

    /**
     * Takes up the candles of a partition where the store left them.
     *
     * @param progress every event below this offset is in the bars
     * @param landedTo next offset after the last event that is in the event table; beyond {@code progress} after a crash, and
     *     the heads may then hold the events in between
     */
    public static PartitionCandles open(
            int topicEpoch, int partition, CandleStore store, Duration lateness, long progress, long landedTo) {
        PartitionCandles candles = new PartitionCandles(topicEpoch, partition, store, lateness, progress, landedTo);
        for (InstrumentHistory history : store.history(topicEpoch, partition, progress)) {
            if (history.instrument().isVenue()) {
                candles.venueMarks.put(history.instrument().venue(), history.markMicros());
            } else {
                candles.book(history.instrument()).restore(history);
            }
        }
        candles.books.forEach((instrument, book) -> book.startAt(candles.venueMark(instrument)));
        if (!candles.books.isEmpty()) {
            for (Bar bar : store.openBars(topicEpoch, candles.books.keySet())) {
                InstrumentBook book = candles.book(bar.key().instrument());
                candles.series(book, bar.key()).remember(bar);
            }
        }
        return candles;
    }

    /** Every event below this offset is in the bars. */
    public long nextOffset() {
        return nextOffset;
    }

    private long venueMark(InstrumentId instrument) {
        return venueMarks.getOrDefault(instrument.venue(), Long.MIN_VALUE);
    }

    private InstrumentBook book(InstrumentId instrument) {
        InstrumentBook book = books.get(instrument);
        if (book == null) {
            book = new InstrumentBook(instrument, latenessMicros);
            book.startAt(venueMark(instrument));
            books.put(instrument, book);
        }
        return book;
    }

    private BarSeries series(InstrumentBook book, BarKey key) {
        return key.interval() == BarInterval.MIN_1 ? book.minutes : book.days;
    }

    /**
     * Walks the events in offset order, from {@link #nextOffset} on, before they are applied to the heads.
     *
     * @param events accepted events of one range, in offset order; those below {@link #nextOffset} are passed over
     */
    public void walk(List<TradeState> events) {
        moved.clear();
        List<TradeState> fresh = from(events, nextOffset);
        if (fresh.isEmpty()) {
            return;
        }
        boolean isRecovery = fresh.get(0).position().offset() < landedTo;
        Set<TradeIdentity> disputed = disputed(fresh);
        Map<TradeIdentity, HeadState> states = new HashMap<>(seed(disputed, isRecovery));
        loadBars(fresh, states, isRecovery);
        for (TradeState landed : fresh) {
            step(landed, disputed, states);
        }
    }

    /**
     * Of the events that were walked last, the trades that have an event with a time in another minute, whichever of them stands:
     * the heads, which are kept by the minute, must hide one of the two.
     */
    public Set<TradeIdentity> moved() {
        return Set.copyOf(moved);
    }

    private static List<TradeState> from(List<TradeState> events, long offset) {
        if (events.isEmpty() || events.get(0).position().offset() >= offset) {
            return events;
        }
        return events.stream()
                .filter(landed -> landed.position().offset() >= offset)
                .toList();
    }

    /** The trades of which more is needed than that they are new: corrected, cancelled, or with an id that is not the highest. */
    private Set<TradeIdentity> disputed(List<TradeState> events) {
        Set<TradeIdentity> disputed = new HashSet<>();
        Map<InstrumentId, Map<Integer, Long>> highest = new HashMap<>();
        for (TradeState landed : events) {
            TradeEvent event = landed.event();
            if (event.isHeartbeat()) {
                continue;
            }
            Map<Integer, Long> ids = highest.computeIfAbsent(
                    event.instrument(),
                    instrument -> new HashMap<>(book(instrument).highestIds()));
            Long known = ids.get(event.idEpoch());
            if (known != null && event.tradeId() <= known || event.action() != TradeAction.NEW) {
                disputed.add(HeadState.identity(event));
            }
            if (known == null || event.tradeId() > known) {
                ids.put(event.idEpoch(), event.tradeId());
            }
        }
        return disputed;
    }

    private Map<TradeIdentity, HeadState> seed(Set<TradeIdentity> disputed, boolean isRecovery) {
        if (disputed.isEmpty()) {
            return Map.of();
        }
        // After a crash the heads may be ahead of the bars; the events below progress are not.
        return isRecovery ? store.headsBelow(topicEpoch, partition, nextOffset, disputed) : store.heads(disputed);
    }

    private void loadBars(List<TradeState> events, Map<TradeIdentity, HeadState> states, boolean isRecovery) {
        Set<BarKey> wanted = new HashSet<>();
        for (TradeState landed : events) {
            if (!landed.event().isHeartbeat()) {
                want(landed.event().instrument(), landed.event().eventTimeMicros(), isRecovery, wanted);
            }
        }
        states.forEach((identity, state) -> {
            if (state.isPresent()) {
                want(identity.instrument(), state.eventTimeMicros(), isRecovery, wanted);
            }
        });
        if (!wanted.isEmpty()) {
            for (Bar bar : store.bars(wanted).values()) {
                series(book(bar.key().instrument()), bar.key()).remember(bar);
            }
        }
    }

    private void want(InstrumentId instrument, long eventTimeMicros, boolean isRecovery, Set<BarKey> wanted) {
        InstrumentBook book = book(instrument);
        want(book.minutes, eventTimeMicros, isRecovery, wanted);
        want(book.days, eventTimeMicros, isRecovery, wanted);
    }

    private static void want(BarSeries series, long eventTimeMicros, boolean isRecovery, Set<BarKey> wanted) {
        long start = series.startOf(eventTimeMicros);
        if (isRecovery ? series.isUnknown(start) : series.mayBeStored(start)) {
            wanted.add(series.key(start));
        }
    }

    private void step(TradeState landed, Set<TradeIdentity> disputed, Map<TradeIdentity, HeadState> states) {
        TradeEvent event = landed.event();
        Place place = new Place(
                topicEpoch, landed.position().offset(), landed.position().knownAtMicros());
        long reached = Math.min(event.eventTimeMicros(), place.knownAtMicros());
        if (event.isHeartbeat()) {
            advanceVenue(event.instrument().venue(), reached, place);
            return;
        }
        InstrumentBook book = book(event.instrument());
        TradeIdentity identity = disputed.isEmpty() ? null : HeadState.identity(event);
        if (identity != null && disputed.contains(identity)) {
            apply(event, place, book, states.get(identity), identity, states);
        } else {
            book.add(event.trade(), place, place.offset() < landedTo);
        }
        book.sawId(event.idEpoch(), event.tradeId());
        book.advance(reached, place);
    }

    private void apply(
            TradeEvent event,
            Place place,
            InstrumentBook book,
            @Nullable HeadState before,
            TradeIdentity identity,
            Map<TradeIdentity, HeadState> states) {
        if (before != null
                && book.minutes.startOf(before.eventTimeMicros()) != book.minutes.startOf(event.eventTimeMicros())) {
            moved.add(identity);
        }
        if (before != null && event.revision() <= before.revision()) {
            return;
        }
        boolean isPresent = event.action() != TradeAction.CANCEL;
        if (before == null || !before.isPresent()) {
            if (isPresent) {
                book.add(event.trade(), place, place.offset() < landedTo);
            }
        } else if (before.trade().isPresent() && place.offset() >= landedTo) {
            book.replace(before.trade().get(), isPresent ? Optional.of(event.trade()) : Optional.empty(), place);
        } else {
            book.invalidate(before.eventTimeMicros(), place);
            if (isPresent) {
                book.invalidate(event.eventTimeMicros(), place);
            }
        }
        states.put(identity, HeadState.of(event));
    }

    private void advanceVenue(String venue, long reached, Place place) {
        venueMarks.merge(venue, reached, Math::max);
        books.forEach((instrument, book) -> {
            if (instrument.venue().equals(venue)) {
                book.advance(reached, place);
            }
        });
    }

    /**
     * Folds again what only the final trades can tell. The heads must hold every event that was walked.
     *
     * @return the new versions of all bars that changed, minutes before days
     */
    public List<Bar> finish() {
        List<LiveBar> minutes = new ArrayList<>();
        List<LiveBar> days = new ArrayList<>();
        for (InstrumentBook book : books.values()) {
            book.minutes.forEachChanged(minutes::add);
            book.days.forEachChanged(days::add);
        }
        Refold.minutes(minutes, store);
        Refold.days(days, minutes, store);
        List<Bar> changed = new ArrayList<>(minutes.size() + days.size());
        minutes.forEach(bar -> changed.add(bar.toBar()));
        days.forEach(bar -> changed.add(bar.toBar()));
        return changed;
    }

    /** The store holds the bars of {@link #finish} and the progress up to {@code toOffset}. */
    public void written(long toOffset) {
        nextOffset = Math.max(nextOffset, toOffset);
        for (InstrumentBook book : books.values()) {
            book.minutes.forgetSettled();
            book.days.forgetSettled();
        }
    }
}
