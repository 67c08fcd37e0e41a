package io.tidemark.streaming.candles;

import io.tidemark.clickhouse.TradeIdentity;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.event.Trade;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What the candles ask of the store that holds the events, the heads and the bars. */
public interface CandleStore {
    /** Of every instrument and venue of the partition, what its events below {@code offset} say. */
    List<InstrumentHistory> history(int topicEpoch, int partition, long offset);

    /** The stored bars of these buckets; a bucket without a bar is left out. */
    Map<BarKey, Bar> bars(Collection<BarKey> keys);

    /** All bars of these instruments that are still open, made from this life of the topic or an earlier one. */
    List<Bar> openBars(int topicEpoch, Collection<InstrumentId> instruments);

    /** Current states of these trades; unknown ones are left out. */
    Map<TradeIdentity, HeadState> heads(Set<TradeIdentity> identities);

    /** States of these trades as the events below {@code offset} make them; slower than {@link #heads}. */
    Map<TradeIdentity, HeadState> headsBelow(int topicEpoch, int partition, long offset, Set<TradeIdentity> identities);

    /** Hands over every present trade of these one-minute buckets. */
    void trades(Collection<BarKey> minutes, BiConsumer<BarKey, Trade> consumer);

    /** The stored one-minute bars of these days. */
    Map<BarKey, List<Bar>> minutesOf(Collection<BarKey> days);
}
