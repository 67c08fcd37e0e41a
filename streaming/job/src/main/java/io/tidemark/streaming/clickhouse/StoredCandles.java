package io.tidemark.streaming.clickhouse;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.IdRange;
import io.tidemark.clickhouse.InstrumentEpoch;
import io.tidemark.clickhouse.LandedEvents;
import io.tidemark.clickhouse.StoredBars;
import io.tidemark.clickhouse.TradeHeads;
import io.tidemark.clickhouse.TradeIdentity;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.event.Trade;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.streaming.candles.CandleStore;
import io.tidemark.streaming.candles.HeadState;
import io.tidemark.streaming.candles.InstrumentHistory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The candles' view of ClickHouse. */
final class StoredCandles implements CandleStore {
    private final LandedEvents events;
    private final TradeHeads heads;
    private final StoredBars bars;

    StoredCandles(ClickHouse clickHouse) {
        this.events = new LandedEvents(clickHouse);
        this.heads = new TradeHeads(clickHouse);
        this.bars = new StoredBars(clickHouse);
    }

    @Override
    public List<InstrumentHistory> history(int topicEpoch, int partition, long offset) {
        Map<InstrumentId, InstrumentHistory> histories = new HashMap<>();
        for (LandedEvents.History row : events.history(topicEpoch, partition, offset)) {
            InstrumentHistory one = new InstrumentHistory(
                    row.instrument(),
                    row.markMicros(),
                    row.latestMicros(),
                    Map.of(row.idEpoch(), row.highestTradeId()));
            histories.merge(row.instrument(), one, InstrumentHistory::with);
        }
        return List.copyOf(histories.values());
    }

    @Override
    public Map<BarKey, Bar> bars(Collection<BarKey> keys) {
        return bars.load(keys);
    }

    @Override
    public List<Bar> openBars(int topicEpoch, Collection<InstrumentId> instruments) {
        return bars.open(topicEpoch, instruments);
    }

    /** Whole instruments are ruled out first: a load of an older day asks for half a million trades that are all new. */
    @Override
    public Map<TradeIdentity, HeadState> heads(Set<TradeIdentity> identities) {
        Map<InstrumentEpoch, IdRange> ranges = new HashMap<>();
        for (TradeIdentity identity : identities) {
            ranges.merge(
                    new InstrumentEpoch(identity.instrument(), identity.idEpoch()),
                    new IdRange(identity.instrument(), identity.idEpoch(), identity.tradeId(), identity.tradeId()),
                    StoredCandles::union);
        }
        Set<InstrumentId> known = new HashSet<>(heads.instrumentsWithIdsIn(ranges.values()));
        List<TradeIdentity> wanted = new ArrayList<>();
        for (TradeIdentity identity : identities) {
            if (known.contains(identity.instrument())) {
                wanted.add(identity);
            }
        }
        return wanted.isEmpty() ? Map.of() : states(heads.states(wanted));
    }

    private static IdRange union(IdRange left, IdRange right) {
        return new IdRange(
                left.instrument(),
                left.idEpoch(),
                Math.min(left.minTradeId(), right.minTradeId()),
                Math.max(left.maxTradeId(), right.maxTradeId()));
    }

    @Override
    public Map<TradeIdentity, HeadState> headsBelow(
            int topicEpoch, int partition, long offset, Set<TradeIdentity> identities) {
        return states(events.statesBelow(topicEpoch, partition, offset, identities));
    }

    private static Map<TradeIdentity, HeadState> states(Map<TradeIdentity, io.tidemark.clickhouse.HeadState> stored) {
        Map<TradeIdentity, HeadState> states = new HashMap<>();
        stored.forEach((identity, state) -> states.put(
                identity, new HeadState(state.revision(), state.isPresent(), state.eventTimeMicros(), state.trade())));
        return states;
    }

    @Override
    public void trades(Collection<BarKey> minutes, BiConsumer<BarKey, Trade> consumer) {
        heads.tradesIn(minutes, consumer);
    }

    @Override
    public Map<BarKey, List<Bar>> minutesOf(Collection<BarKey> days) {
        return bars.minutesOf(days);
    }
}
