package io.tidemark.infra.benchmarks.corrections;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.infra.benchmarks.instance.LandingStatus;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Fixed;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Trades of the last minutes, each as likely as any other: drawn by their places in the log, which the store of events finds
 * without reading much else.
 */
final class RecentTrades {
    /** From so long ago that it has landed, to so long ago that its bar has closed minutes before. */
    static final Duration YOUNGEST = Duration.ofSeconds(10);

    static final Duration OLDEST = Duration.ofSeconds(180);

    private static final int DRAWN_AT_ONCE = 100;

    private final ClickHouse owner;
    private final int topicEpoch;
    private final SplittableRandom random;
    private final Deque<Landed> landed = new ArrayDeque<>();

    /** @param offsets next offsets of the topic of trades that the store held */
    private record Landed(long nanos, Map<Integer, Long> offsets) {}

    RecentTrades(ClickHouse owner, int topicEpoch, long seed) {
        this.owner = owner;
        this.topicEpoch = topicEpoch;
        this.random = new SplittableRandom(seed);
    }

    /** Notes how far the store has come; to be called every few seconds. */
    void note(LandingStatus.Answer status, long nanos) {
        landed.addLast(new Landed(nanos, status.landed(LandingStatus.CLICKHOUSE, Topics.TRADES)));
        while (landed.getFirst().nanos() < nanos - OLDEST.toNanos()) {
            landed.removeFirst();
        }
    }

    /** Up to a hundred trades; none while there is nothing old enough. */
    List<TradeEvent> draw(long nanos) {
        List<Landed> old = landed.stream()
                .filter(one -> one.nanos() <= nanos - YOUNGEST.toNanos())
                .toList();
        if (old.size() < 2) {
            return List.of();
        }
        Map<Integer, Long> from = old.get(0).offsets();
        Map<Integer, Long> to = old.get(old.size() - 1).offsets();
        List<String> places = new ArrayList<>();
        for (Map.Entry<Integer, Long> end : to.entrySet()) {
            long first = from.getOrDefault(end.getKey(), end.getValue());
            if (first < end.getValue()) {
                String offsets = random.longs(DRAWN_AT_ONCE / to.size(), first, end.getValue())
                        .distinct()
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(", "));
                places.add("(`partition` = " + end.getKey() + " AND `offset` IN (" + offsets + "))");
            }
        }
        if (places.isEmpty()) {
            return List.of();
        }
        List<TradeEvent> trades = new ArrayList<>(read(String.join(" OR ", places)));
        Collections.shuffle(trades, new Random(random.nextLong()));
        return trades;
    }

    private List<TradeEvent> read(String places) {
        return owner.query(
                        "SELECT instrument, id_epoch, trade_id, toInt64(ifNull(sequence, -1)), event_time, received_at, price,"
                                + " size, toString(aggressor) FROM trade_events WHERE topic_epoch = " + topicEpoch
                                + " AND ("
                                + places + ") AND action = 'NEW' AND origin = 'LIVE'")
                .setting("max_threads", 1)
                .list(row -> TradeEvent.newTrade(InstrumentId.parse(row.getText(0)), row.getLong(2))
                        .idEpoch(row.getInt(1))
                        .sequence(row.getLong(3))
                        .eventTimeMicros(row.getLong(4))
                        .receivedAtMicros(row.getLong(5))
                        .priceE9(Fixed.priceE9(row.getDecimal(6)))
                        .sizeE8(Fixed.sizeE8(row.getDecimal(7)))
                        .aggressor(Aggressor.valueOf(row.getText(8)))
                        .build());
    }
}
