package io.tidemark.streaming.candles;

import io.tidemark.clickhouse.TradeIdentity;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The heads of a {@link MemoryCandleStore}, found by minute and by trade as ClickHouse's key and index find them. */
final class MemoryHeads {
    private final Map<BarKey, Map<TradeIdentity, Head>> byMinute = new HashMap<>();
    private final Map<TradeIdentity, Map<BarKey, Head>> byTrade = new HashMap<>();

    /** @param isStated false where the trade has moved to another minute by {@code state} */
    record Head(TradeState state, boolean isStated) {
        static Head higher(Head left, Head right) {
            int byState = TradeState.PRECEDENCE.compare(left.state, right.state);
            return byState > 0 || byState == 0 && left.isStated ? left : right;
        }
    }

    void apply(Collection<TradeState> landed, Set<TradeIdentity> moved) {
        for (TradeState state : landed) {
            TradeEvent event = state.event();
            if (!event.isHeartbeat()) {
                TradeIdentity identity = HeadState.identity(event);
                BarKey minute = MemoryCandleStore.minuteOf(event);
                Head standing = byTrade.getOrDefault(identity, Map.of()).get(minute);
                Head stated = new Head(state, true);
                put(identity, minute, standing == null ? stated : Head.higher(standing, stated));
            }
        }
        moved.forEach(this::leaveMinutes);
    }

    private void leaveMinutes(TradeIdentity identity) {
        Optional<Head> newest = newest(identity);
        newest.ifPresent(stands -> Map.copyOf(byTrade.getOrDefault(identity, Map.of()))
                .forEach((minute, head) -> {
                    if (TradeState.PRECEDENCE.compare(head.state(), stands.state()) < 0) {
                        put(identity, minute, new Head(stands.state(), false));
                    }
                }));
    }

    private void put(TradeIdentity identity, BarKey minute, Head head) {
        byMinute.computeIfAbsent(minute, key -> new HashMap<>()).put(identity, head);
        byTrade.computeIfAbsent(identity, key -> new HashMap<>(2)).put(minute, head);
    }

    Optional<Head> newest(TradeIdentity identity) {
        return byTrade.getOrDefault(identity, Map.of()).values().stream().reduce(Head::higher);
    }

    void forEachPresent(Collection<BarKey> minutes, BiConsumer<BarKey, TradeEvent> consumer) {
        for (BarKey minute : minutes) {
            byMinute.getOrDefault(minute, Map.of()).values().forEach(head -> {
                if (head.isStated() && head.state().isPresent()) {
                    consumer.accept(minute, head.state().event());
                }
            });
        }
    }
}
