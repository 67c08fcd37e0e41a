package io.tidemark.batch;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.instrument.TradingCalendar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bars of one instrument from its events. The events come trade by trade, each trade's in log order, so that only one
 * trade's state is kept at a time; the bars are the shared fold's over the final trades.
 */
final class InstrumentBars {
    private final InstrumentId instrument;
    private final TradingCalendar calendar;
    private final RebuildPlan plan;
    private final Marks marks = new Marks();
    private final Map<Integer, Integer> partitionByEpoch = new HashMap<>();
    private final Map<Long, Bucket> minutes = new HashMap<>();
    private final Map<Long, Bucket> days = new HashMap<>();
    private final Map<Long, Spot> spots = new HashMap<>();
    private long lastMinute;
    private @Nullable Spot lastSpot;
    private @Nullable TradeState current;

    /** Where the trades of a minute go: its bar and that of its day, as far as they are wanted. */
    private record Spot(@Nullable Bucket minute, @Nullable Bucket day) {
        void changed(long place, long knownAt) {
            if (minute != null) {
                minute.changed(place, knownAt);
            }
            if (day != null) {
                day.changed(place, knownAt);
            }
        }

        void add(Trade trade) {
            if (minute != null) {
                minute.add(trade);
            }
            if (day != null) {
                day.add(trade);
            }
        }
    }

    InstrumentBars(InstrumentId instrument, RebuildPlan plan) {
        this.instrument = instrument;
        this.calendar = Instruments.calendarOf(instrument.venue());
        this.plan = plan;
    }

    InstrumentId instrument() {
        return instrument;
    }

    void add(TradeState landed) {
        TradeEvent event = landed.event();
        long place = Place.of(landed.position().topicEpoch(), landed.position().offset());
        long knownAt = landed.position().knownAtMicros();
        partitionByEpoch.put(landed.position().topicEpoch(), landed.position().partition());
        marks.add(Marks.minute(event.eventTimeMicros(), knownAt, plan.latenessMicros()), place, knownAt);
        TradeState before = current;
        if (before == null || !isSameTrade(before.event(), event)) {
            finishTrade();
            enter(landed, place, knownAt);
            current = landed;
        } else if (TradeState.latest(before, landed) == landed) {
            replace(before, landed, place, knownAt);
            current = landed;
        }
    }

    private static boolean isSameTrade(TradeEvent left, TradeEvent right) {
        return left.idEpoch() == right.idEpoch() && left.tradeId() == right.tradeId();
    }

    /** A trade that was not there; without eligibility it changes no bar. */
    private void enter(TradeState landed, long place, long knownAt) {
        if (landed.isPresent() && landed.event().eligibility() != Eligibility.NONE) {
            changed(landed, place, knownAt);
        }
    }

    private void replace(TradeState before, TradeState after, long place, long knownAt) {
        if (!before.isPresent()) {
            enter(after, place, knownAt);
            return;
        }
        changed(before, place, knownAt);
        if (after.isPresent()) {
            changed(after, place, knownAt);
        }
    }

    private void changed(TradeState state, long place, long knownAt) {
        spot(state.event().eventTimeMicros()).changed(place, knownAt);
    }

    /** The trades of an instrument come nearly in the order of time: the last spot is most often the next one's. */
    private Spot spot(long eventTimeMicros) {
        long minute = BarInterval.MIN_1.startMicros(eventTimeMicros, calendar);
        Spot spot = lastSpot;
        if (spot == null || minute != lastMinute) {
            spot = spots.computeIfAbsent(minute, this::newSpot);
            lastSpot = spot;
            lastMinute = minute;
        }
        return spot;
    }

    /** Days begin at whole minutes, so a minute has one day. */
    private Spot newSpot(long minute) {
        long day = BarInterval.DAY_1.startMicros(minute, calendar);
        return new Spot(
                plan.wantsMinute(minute) ? minutes.computeIfAbsent(minute, start -> new Bucket()) : null,
                plan.wantsDay(day) ? days.computeIfAbsent(day, start -> new Bucket()) : null);
    }

    private void finishTrade() {
        TradeState last = current;
        if (last != null && last.isPresent() && last.event().eligibility() != Eligibility.NONE) {
            spot(last.event().eventTimeMicros()).add(last.event().trade());
        }
    }

    /** The bars of the wanted buckets, each interval's by start; a bucket that became empty is a bar without trades. */
    List<Bar> bars(OtherMarks otherMarks) {
        finishTrade();
        current = null;
        partitionByEpoch.forEach((epoch, partition) -> otherMarks.addTo(marks, instrument, epoch, partition));
        Marks settled = marks.settled();
        List<Bar> bars = new ArrayList<>();
        add(bars, BarInterval.MIN_1, minutes, settled);
        add(bars, BarInterval.DAY_1, days, settled);
        return bars;
    }

    private void add(List<Bar> bars, BarInterval interval, Map<Long, Bucket> buckets, Marks settled) {
        new TreeMap<>(buckets).forEach((start, bucket) -> {
            BarState state = bucket.accumulator().state();
            long end = interval.endMicros(start, calendar);
            bars.add(new Bar(new BarKey(instrument, interval, start), state, bucket.version(settled.closing(end)), 0));
        });
    }
}
