package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.clickhouse.format.Row;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The state of every trade: of the events with its identity the highest revision, among equal ones the earliest in the log.
 * Thread-safe.
 */
public final class TradeHeads {
    /** More keys than this go in several queries, so that neither a query nor its answer grows without bound. */
    private static final int KEYS_PER_QUERY = 20_000;

    private static final String TRADE_COLUMNS =
            "instrument, id_epoch, trade_id, sequence, event_time, price, size, aggressor,"
                    + " toUInt8(for_volume) + 2 * for_high_low + 4 * for_open_close";
    private static final String IS_PRESENT = "action IN ('NEW', 'CORRECT')";
    private static final Aggressor[] AGGRESSORS = Aggressor.values();

    /** A trade leaves one minute when it enters the other. */
    private static final Map<String, String> SELECT_INTO_ONE_PART = Map.of(
            "async_insert", "0",
            "min_insert_block_size_rows", "1000000",
            "min_insert_block_size_bytes", "0",
            "max_insert_threads", "1",
            // Repeats collapse when parts merge and when they are read; doing it here as well doubles the cost.
            "optimize_on_insert", "0");

    private final ClickHouse clickHouse;
    private final InstrumentCache instruments = new InstrumentCache();

    public TradeHeads(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * Takes the landed events of a range into the heads. Repeating it, also for parts of the range, changes nothing.
     *
     * @param moved trades of the range of which the log has an event with a time in another minute; others may be among them
     */
    public void apply(PartitionRange range, Collection<TradeIdentity> moved) {
        Query applied = clickHouse
                .query(
                        moved.isEmpty()
                                ? SqlResource.read("apply-trade-heads.sql")
                                : SqlResource.read("apply-trade-heads.sql") + "\nUNION ALL\n"
                                        + SqlResource.read("leave-minutes.sql"))
                .bind("epoch", range.topicEpoch())
                .bind("partition", range.partition())
                .bind("from", range.fromOffset())
                .bind("to", range.toOffset())
                .timeout(ClickHouse.COMMAND_TIMEOUT);
        SELECT_INTO_ONE_PART.forEach(applied::setting);
        if (!moved.isEmpty()) {
            IdentityTable table = new IdentityTable(moved);
            applied.with("moved", table.columns(), table.rows());
        }
        applied.forEach(row -> {
            throw new IllegalStateException("an insert has answered with rows");
        });
    }

    /** The instruments of which the store knows a trade, cancelled ones included, with an id in one of the ranges. */
    public Set<InstrumentId> instrumentsWithIdsIn(Collection<IdRange> ranges) {
        Set<InstrumentId> known = new HashSet<>();
        for (List<IdRange> part : Batches.of(ranges, KEYS_PER_QUERY)) {
            DictionaryColumn<InstrumentId> instrument =
                    new DictionaryColumn<>("instrument", StoreTypes.WORD, part.size());
            FixedColumn idEpoch = FixedColumn.of("id_epoch", StoreTypes.INT, 4, part.size());
            FixedColumn minId = FixedColumn.of("min_id", StoreTypes.LONG, 8, part.size());
            FixedColumn maxId = FixedColumn.of("max_id", StoreTypes.LONG, 8, part.size());
            long lowest = Long.MAX_VALUE;
            long highest = Long.MIN_VALUE;
            for (IdRange range : part) {
                lowest = Math.min(lowest, range.minTradeId());
                highest = Math.max(highest, range.maxTradeId());
                instrument.add(range.instrument());
                idEpoch.add(range.idEpoch());
                minId.add(range.minTradeId());
                maxId.add(range.maxTradeId());
            }
            clickHouse
                    .query(SqlResource.read("instruments-with-ids.sql"))
                    .bind("lowest", lowest)
                    .bind("highest", highest)
                    .with("ranges", List.of(instrument, idEpoch, minId, maxId), part.size())
                    .forEach(row -> known.add(instruments.get(row.getText(0))));
        }
        return known;
    }

    /** The states of those of the trades that the store knows. */
    public Map<TradeIdentity, HeadState> states(Collection<TradeIdentity> trades) {
        Map<TradeIdentity, HeadState> states = new HashMap<>();
        for (List<TradeIdentity> part : Batches.of(trades, KEYS_PER_QUERY)) {
            IdentityTable wanted = new IdentityTable(part);
            clickHouse
                    .query(SqlResource.read("trade-states.sql"))
                    .with("wanted", wanted.columns(), wanted.rows())
                    .forEach(row -> {
                        TradeIdentity identity =
                                new TradeIdentity(instruments.get(row.getText(0)), row.getInt(1), row.getLong(2));
                        boolean isPresent = row.getBoolean(3);
                        states.put(
                                identity,
                                new HeadState(
                                        identity,
                                        isPresent,
                                        row.getLong(4),
                                        row.getInt(5),
                                        row.getInt(6),
                                        row.getLong(7),
                                        isPresent ? Optional.of(trade(identity, row)) : Optional.empty()));
                    });
        }
        return states;
    }

    /** Calls {@code each} for the instrument's present trades with event time in [from, to), in no order. */
    public void trades(InstrumentId instrument, long fromMicros, long toMicros, Consumer<Trade> each) {
        clickHouse
                .query("SELECT " + TRADE_COLUMNS + " FROM trade_heads FINAL WHERE instrument = {instrument:String}"
                        + " AND event_time >= fromUnixTimestamp64Micro({from:Int64}, 'UTC')"
                        + " AND event_time < fromUnixTimestamp64Micro({to:Int64}, 'UTC') AND " + IS_PRESENT)
                .bind("instrument", instrument)
                .bind("from", fromMicros)
                .bind("to", toMicros)
                .forEach(row -> each.accept(trade(row)));
    }

    /** Calls {@code each} for every present trade of the buckets, in no order; buckets of one interval go together. */
    public void tradesIn(Collection<BarKey> buckets, BiConsumer<BarKey, Trade> each) {
        Map<BarInterval, List<BarKey>> byInterval = new HashMap<>();
        for (BarKey bucket : buckets) {
            byInterval
                    .computeIfAbsent(bucket.interval(), interval -> new ArrayList<>())
                    .add(bucket);
        }
        byInterval.forEach((interval, keys) -> {
            if (interval.isFixed()) {
                for (List<BarKey> part : Batches.of(keys, KEYS_PER_QUERY)) {
                    tradesInFixed(interval, part, each);
                }
            } else {
                for (BarKey key : keys) {
                    long end = interval.endMicros(
                            key.startMicros(),
                            Instruments.calendarOf(key.instrument().venue()));
                    trades(key.instrument(), key.startMicros(), end, trade -> each.accept(key, trade));
                }
            }
        });
    }

    private void tradesInFixed(BarInterval interval, List<BarKey> keys, BiConsumer<BarKey, Trade> each) {
        DictionaryColumn<InstrumentId> instrument = new DictionaryColumn<>("instrument", StoreTypes.WORD, keys.size());
        FixedColumn start = FixedColumn.of("start", StoreTypes.LONG, 8, keys.size());
        Map<BarKey, BarKey> own = new HashMap<>();
        for (BarKey key : keys) {
            instrument.add(key.instrument());
            start.add(key.startMicros());
            own.put(key, key);
        }
        long length = interval.endMicros(0, Instruments.calendarOf("none"));
        clickHouse
                .query("SELECT " + TRADE_COLUMNS + " FROM trade_heads FINAL"
                        // The key's own columns, so that nothing but these minutes is read, however far they lie apart.
                        + " WHERE (instrument, toStartOfMinute(event_time)) IN (SELECT instrument,"
                        + " toStartOfMinute(toDateTime(intDiv(start, 1000000) + minute * 60, 'UTC')) FROM buckets"
                        + " ARRAY JOIN range(greatest(1, intDiv({length:Int64}, 60000000))) AS minute)"
                        + " AND (instrument, intDiv(toUnixTimestamp64Micro(event_time), {length:Int64}) * {length:Int64})"
                        + " IN (SELECT instrument, start FROM buckets) AND " + IS_PRESENT)
                .bind("length", length)
                .with("buckets", List.of(instrument, start), keys.size())
                .forEach(row -> {
                    Trade trade = trade(row);
                    BarKey key = new BarKey(
                            trade.instrument(), interval, Math.floorDiv(trade.eventTimeMicros(), length) * length);
                    each.accept(own.getOrDefault(key, key), trade);
                });
    }

    private static Trade trade(TradeIdentity identity, Row row) {
        return new Trade(
                identity.instrument(),
                identity.idEpoch(),
                identity.tradeId(),
                row.getLong(8),
                row.getLong(4),
                row.getLong(9),
                row.getLong(10),
                AGGRESSORS[row.getInt(11)],
                row.getInt(12) & Eligibility.ALL);
    }

    private Trade trade(Row row) {
        return new Trade(
                instruments.get(row.getText(0)),
                row.getInt(1),
                row.getLong(2),
                row.getLong(3, TradeEvent.ABSENT),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                AGGRESSORS[row.getInt(7)],
                row.getInt(8) & Eligibility.ALL);
    }
}
