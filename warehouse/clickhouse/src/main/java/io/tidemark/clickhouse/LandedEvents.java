package io.tidemark.clickhouse;

import io.tidemark.market.instrument.InstrumentId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What {@code trade_events} says of a partition up to an offset: the truth that derived rows are recovered from. Thread-safe. */
public final class LandedEvents {
    /** Identities that go along with one query. */
    private static final int KEYS_PER_QUERY = 200_000;

    private final ClickHouse clickHouse;
    private final InstrumentCache instruments = new InstrumentCache();

    public LandedEvents(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * An instrument, or a venue, and one life of its ids, below an offset.
     *
     * @param markMicros largest min(event time, append time), µs; @param latestMicros largest event time, µs
     */
    public record History(
            InstrumentId instrument, int idEpoch, long highestTradeId, long markMicros, long latestMicros) {}

    /** Next offset after the last one that the partition's trade events or quarantine hold; absent when they hold none. */
    public OptionalLong landedTo(String topic, int topicEpoch, int partition) {
        return clickHouse
                .query(SqlResource.read("landed-to.sql"))
                .bind("topic", topic)
                .bind("epoch", topicEpoch)
                .bind("partition", partition)
                .first(row -> OptionalLong.of(row.getLong(0)))
                .orElse(OptionalLong.empty());
    }

    /** Of every instrument that came through the partition below the offset, or in an earlier life of the topic. */
    public List<History> history(int topicEpoch, int partition, long belowOffset) {
        return clickHouse
                .query(SqlResource.read("instrument-history.sql"))
                .bind("epoch", topicEpoch)
                .bind("partition", partition)
                .bind("below", belowOffset)
                .list(row -> new History(
                        instruments.get(row.getText(0)),
                        row.getInt(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4)));
    }

    /** The trades' states as the events below an offset make them; unknown trades are left out. A scan, unlike the heads. */
    public Map<TradeIdentity, HeadState> statesBelow(
            int topicEpoch, int partition, long belowOffset, Collection<TradeIdentity> trades) {
        Map<TradeIdentity, HeadState> states = new HashMap<>();
        for (List<TradeIdentity> part : Batches.of(trades, KEYS_PER_QUERY)) {
            IdentityTable wanted = new IdentityTable(part);
            clickHouse
                    .query(SqlResource.read("states-below.sql"))
                    .bind("epoch", topicEpoch)
                    .bind("partition", partition)
                    .bind("below", belowOffset)
                    .with("wanted", wanted.columns(), wanted.rows())
                    .forEach(row -> {
                        TradeIdentity identity =
                                new TradeIdentity(instruments.get(row.getText(0)), row.getInt(1), row.getLong(2));
                        states.put(
                                identity,
                                new HeadState(
                                        identity,
                                        row.getBoolean(3),
                                        row.getLong(4),
                                        row.getInt(5),
                                        row.getInt(6),
                                        row.getLong(7),
                                        Optional.empty()));
                    });
        }
        return states;
    }
}
