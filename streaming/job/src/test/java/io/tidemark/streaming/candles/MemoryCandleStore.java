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
    final Map<HeadKey, Head> heads = new HashMap<>();
    final Map<BarKey, Bar> bars = new HashMap<>();
    long progress = 0;

    record HeadKey(TradeIdentity identity, long minuteMicros) {}

    /** @param isStated false where the trade has moved to another minute by {@code state} */
    record Head(TradeState state, boolean isStated) {
        static Head higher(Head left, Head right) {
            int byState = TradeState.PRECEDENCE.compare(left.state, right.state);
            return byState > 0 || byState == 0 && left.isStated ? left : right;
        }
    }

    long landedTo() {
        return events.isEmpty() ? 0 : events.lastKey() + 1;
    }

    void land(Collection<TradeState> batch) {
        batch.forEach(state -> events.putIfAbsent(state.position().offset(), state));
    }

    void applyHeads(long from, long to, Set<TradeIdentity> moved) {
        for (TradeState state : events.subMap(from, to).values()) {
            TradeEvent event = state.event();
            if (!event.isHeartbeat()) {
                HeadKey key = new HeadKey(HeadState.identity(event), minuteOf(event));
                heads.merge(key, new Head(state, true), Head::higher);
            }
        }
        Map<TradeIdentity, Head> newest = newest(moved);
        heads.replaceAll((key, head) -> {
            Head stands = newest.getOrDefault(key.identity(), head);
            boolean isBehind = TradeState.PRECEDENCE.compare(head.state(), stands.state()) < 0;
            return isBehind ? new Head(stands.state(), false) : head;
        });
    }

    private Map<TradeIdentity, Head> newest(Set<TradeIdentity> identities) {
        Map<TradeIdentity, Head> newest = new HashMap<>();
        heads.forEach((key, head) -> {
            if (identities.contains(key.identity())) {
                newest.merge(key.identity(), head, Head::higher);
            }
        });
        return newest;
    }

    private static long minuteOf(TradeEvent event) {
        return Math.floorDiv(event.eventTimeMicros(), 60_000_000L);
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
            histories.merge(event.instrument(), one, MemoryCandleStore::merge);
        }
        return List.copyOf(histories.values());
    }

    private static InstrumentHistory merge(InstrumentHistory left, InstrumentHistory right) {
        Map<Integer, Long> ids = new HashMap<>(left.highestIds());
        right.highestIds().forEach((epoch, id) -> ids.merge(epoch, id, Math::max));
        return new InstrumentHistory(
                left.instrument(),
                Math.max(left.markMicros(), right.markMicros()),
                Math.max(left.latestMicros(), right.latestMicros()),
                ids);
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
        newest(identities)
                .forEach((identity, head) ->
                        found.put(identity, HeadState.of(head.state().event())));
        return found;
    }

    @Override
    public Map<TradeIdentity, HeadState> headsBelow(
            int topicEpoch, int partition, long offset, Set<TradeIdentity> identities) {
        Map<TradeIdentity, TradeState> states = new HashMap<>();
        for (TradeState state : events.headMap(offset).values()) {
            TradeIdentity identity = HeadState.identity(state.event());
            if (identities.contains(identity)) {
                states.merge(identity, state, TradeState::latest);
            }
        }
        Map<TradeIdentity, HeadState> found = new HashMap<>();
        states.forEach((identity, state) -> found.put(identity, HeadState.of(state.event())));
        return found;
    }

    @Override
    public void trades(Collection<BarKey> minutes, BiConsumer<BarKey, Trade> consumer) {
        for (Head head : heads.values()) {
            if (head.isStated() && head.state().isPresent()) {
                Trade trade = head.state().event().trade();
                BarKey key = key(trade, BarInterval.MIN_1);
                if (minutes.contains(key)) {
                    consumer.accept(key, trade);
                }
            }
        }
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
