package io.tidemark.streaming.candles;

import io.tidemark.clickhouse.TradeIdentity;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A store in memory with the same promises as ClickHouse's: events by offset, heads by minute and precedence, bars by version. */
final class MemoryCandleStore implements CandleStore {
    final TreeMap<Long, TradeState> events = new TreeMap<>();
    private final MemoryHeads heads = new MemoryHeads();
    private final Map<TradeIdentity, List<TradeState>> eventsByTrade = new HashMap<>();
    final Map<BarKey, Bar> bars = new HashMap<>();
    long progress = 0;
    /** Minutes whose trades were asked for. */
    int minutesRead = 0;

    long landedTo() {
        return events.isEmpty() ? 0 : events.lastKey() + 1;
    }

    void land(Collection<TradeState> batch) {
        for (TradeState state : batch) {
            if (events.putIfAbsent(state.position().offset(), state) == null) {
                eventsByTrade
                        .computeIfAbsent(HeadState.identity(state.event()), identity -> new ArrayList<>(1))
                        .add(state);
            }
        }
    }

    void applyHeads(long from, long to, Set<TradeIdentity> moved) {
        heads.apply(events.subMap(from, to).values(), moved);
    }

    static BarKey minuteOf(TradeEvent event) {
        return new BarKey(
                event.instrument(),
                BarInterval.MIN_1,
                BarInterval.MIN_1.startMicros(
                        event.eventTimeMicros(),
                        Instruments.calendarOf(event.instrument().venue())));
    }

    void write(Collection<Bar> changed) {
        for (Bar bar : changed) {
            bars.merge(bar.key(), bar, (old, update) -> isHigher(update, old) ? update : old);
        }
    }

    private static boolean isHigher(Bar left, Bar right) {
        int byHigh = Long.compareUnsigned(
                left.version().versionHigh(), right.version().versionHigh());
        return byHigh != 0
                ? byHigh > 0
                : Long.compareUnsigned(
                                left.version().versionLow(), right.version().versionLow())
                        >= 0;
    }

    @Override
    public List<InstrumentHistory> history(int topicEpoch, int partition, long offset) {
        Map<InstrumentId, InstrumentHistory> histories = new HashMap<>();
        for (TradeState state : events.headMap(offset).values()) {
            TradeEvent event = state.event();
            LogPosition position = state.position();
            InstrumentHistory one = new InstrumentHistory(
                    event.instrument(),
                    Math.min(event.eventTimeMicros(), position.knownAtMicros()),
                    event.eventTimeMicros(),
                    Map.of(event.idEpoch(), event.tradeId()));
            histories.merge(event.instrument(), one, InstrumentHistory::with);
        }
        return List.copyOf(histories.values());
    }

    @Override
    public Map<BarKey, Bar> bars(Collection<BarKey> keys) {
        Map<BarKey, Bar> found = new HashMap<>();
        for (BarKey key : keys) {
            Bar bar = bars.get(key);
            if (bar != null) {
                found.put(key, bar);
            }
        }
        return found;
    }

    @Override
    public List<Bar> openBars(int topicEpoch, Collection<InstrumentId> instruments) {
        return bars.values().stream()
                .filter(bar -> bar.version().status() == BarStatus.OPEN)
                .filter(bar -> instruments.contains(bar.key().instrument()))
                .toList();
    }

    @Override
    public Map<TradeIdentity, HeadState> heads(Set<TradeIdentity> identities) {
        Map<TradeIdentity, HeadState> found = new HashMap<>();
        for (TradeIdentity identity : identities) {
            heads.newest(identity)
                    .ifPresent(head ->
                            found.put(identity, HeadState.of(head.state().event())));
        }
        return found;
    }

    @Override
    public Map<TradeIdentity, HeadState> headsBelow(
            int topicEpoch, int partition, long offset, Set<TradeIdentity> identities) {
        Map<TradeIdentity, HeadState> found = new HashMap<>();
        for (TradeIdentity identity : identities) {
            eventsByTrade.getOrDefault(identity, List.of()).stream()
                    .filter(state -> state.position().offset() < offset)
                    .reduce(TradeState::latest)
                    .ifPresent(state -> found.put(identity, HeadState.of(state.event())));
        }
        return found;
    }

    @Override
    public void trades(Collection<BarKey> minutes, BiConsumer<BarKey, Trade> consumer) {
        minutesRead += minutes.size();
        heads.forEachPresent(minutes, (minute, event) -> consumer.accept(minute, event.trade()));
    }

    static BarKey key(Trade trade, BarInterval interval) {
        long start = interval.startMicros(
                trade.eventTimeMicros(),
                Instruments.calendarOf(trade.instrument().venue()));
        return new BarKey(trade.instrument(), interval, start);
    }

    @Override
    public Map<BarKey, List<Bar>> minutesOf(Collection<BarKey> days) {
        Map<BarKey, List<Bar>> found = new HashMap<>();
        for (Bar bar : bars.values()) {
            if (bar.key().interval() == BarInterval.MIN_1) {
                InstrumentId instrument = bar.key().instrument();
                BarKey day = new BarKey(
                        instrument,
                        BarInterval.DAY_1,
                        BarInterval.DAY_1.startMicros(
                                bar.key().startMicros(), Instruments.calendarOf(instrument.venue())));
                if (days.contains(day)) {
                    found.computeIfAbsent(day, key -> new ArrayList<>()).add(bar);
                }
            }
        }
        return found;
    }
}
