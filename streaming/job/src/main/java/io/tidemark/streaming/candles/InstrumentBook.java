package io.tidemark.streaming.candles;

import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Trade;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.instrument.TradingCalendar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An instrument as its partition's walk has come to know it: its mark, its highest ids and its bars in memory. */
final class InstrumentBook {
    final BarSeries minutes;
    final BarSeries days;
    private final Map<Integer, Long> highestIds = new HashMap<>();
    private final long latenessMicros;
    private long markMicros = Long.MIN_VALUE;

    InstrumentBook(InstrumentId instrument, long latenessMicros) {
        TradingCalendar calendar = Instruments.calendarOf(instrument.venue());
        this.minutes = new BarSeries(instrument, BarInterval.MIN_1, calendar);
        this.days = new BarSeries(instrument, BarInterval.DAY_1, calendar);
        this.latenessMicros = latenessMicros;
    }

    void restore(InstrumentHistory history) {
        markMicros = Math.max(markMicros, history.markMicros());
        minutes.sawEventAt(history.latestMicros());
        days.sawEventAt(history.latestMicros());
        history.highestIds().forEach(this::sawId);
    }

    boolean isAboveHighest(int idEpoch, long tradeId) {
        return tradeId > highestIds.getOrDefault(idEpoch, -1L);
    }

    void sawId(int idEpoch, long tradeId) {
        highestIds.merge(idEpoch, tradeId, Math::max);
    }

    Map<Integer, Long> highestIds() {
        return Map.copyOf(highestIds);
    }

    void add(Trade trade, Place place, boolean mustRebuild) {
        if (trade.eligibility() == Eligibility.NONE) {
            return;
        }
        add(minutes, trade, place, mustRebuild);
        add(days, trade, place, mustRebuild);
    }

    private void add(BarSeries series, Trade trade, Place place, boolean mustRebuild) {
        LiveBar bar = series.at(series.startOf(trade.eventTimeMicros()));
        if (mustRebuild) {
            bar.invalidate(place, isPastMark(bar));
        } else {
            bar.add(trade, place, isPastMark(bar));
        }
        series.settle(bar);
    }

    /** A trade entered or left the buckets of this time in a way that needs their trades to be folded again. */
    void invalidate(long eventTimeMicros, Place place) {
        invalidate(minutes, eventTimeMicros, place);
        invalidate(days, eventTimeMicros, place);
    }

    private void invalidate(BarSeries series, long eventTimeMicros, Place place) {
        LiveBar bar = series.at(series.startOf(eventTimeMicros));
        bar.invalidate(place, isPastMark(bar));
        series.settle(bar);
    }

    /** A trade that is in its buckets gives way to what it is now, or to nothing. */
    void replace(Trade before, Optional<Trade> after, Place place) {
        replace(minutes, before, after, place);
        replace(days, before, after, place);
    }

    private void replace(BarSeries series, Trade before, Optional<Trade> after, Place place) {
        long from = series.startOf(before.eventTimeMicros());
        Optional<Trade> stays = after.filter(trade -> series.startOf(trade.eventTimeMicros()) == from);
        replace(series, from, Optional.of(before), stays, place);
        if (stays.isEmpty() && after.isPresent()) {
            replace(series, series.startOf(after.get().eventTimeMicros()), Optional.empty(), after, place);
        }
    }

    private void replace(BarSeries series, long start, Optional<Trade> before, Optional<Trade> after, Place place) {
        LiveBar bar = series.at(start);
        bar.replace(before, after, place, isPastMark(bar));
        series.settle(bar);
    }

    private boolean isPastMark(LiveBar bar) {
        return bar.endMicros + latenessMicros <= markMicros;
    }

    void advance(long toMicros, Place place) {
        if (toMicros > markMicros) {
            markMicros = toMicros;
            minutes.closePast(markMicros, latenessMicros, place);
            days.closePast(markMicros, latenessMicros, place);
        }
    }

    void startAt(long venueMarkMicros) {
        markMicros = Math.max(markMicros, venueMarkMicros);
    }
}
