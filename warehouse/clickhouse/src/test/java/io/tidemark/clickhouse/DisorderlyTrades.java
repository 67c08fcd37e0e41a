package io.tidemark.clickhouse;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A seeded log of some days in two partitions: late trades, repeats with equal and with other content, corrections that move within
 * a minute, to another bucket or to another day, cancels, and cancels before their trade.
 */
final class DisorderlyTrades {
    static final List<InstrumentId> INSTRUMENTS =
            List.of(InstrumentId.parse("sim:A-USD"), InstrumentId.parse("us:SPY"), InstrumentId.parse("sim:B-USD"));
    private static final long SECOND = 1_000_000L;
    private static final long DAY = 86_400 * SECOND;
    /** The verdict "future": no valid event is further ahead of its append time. */
    private static final long AHEAD = 60 * SECOND;

    private final SplittableRandom random;
    private final List<TradeState> log = new ArrayList<>();
    private final List<TradeEvent> waiting = new ArrayList<>();
    private final long[] nextOffsets = new long[2];
    private long knownAt = SampleTrades.START_MICROS;
    private long nextId;

    DisorderlyTrades(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Everything so far, in the order of append times. */
    List<TradeState> log() {
        return log;
    }

    /** The append time of the last record of the partition that is furthest behind. */
    long frontierMicros() {
        long[] newest = new long[2];
        log.forEach(
                state -> newest[state.position().partition()] = state.position().knownAtMicros());
        return Math.min(newest[0], newest[1]);
    }

    /** What a log that is cut at a moment says of each trade: the rule itself. */
    Collection<TradeState> statesAt(long atMicros) {
        Map<TradeIdentity, TradeState> states = new HashMap<>();
        for (TradeState state : log) {
            TradeEvent event = state.event();
            if (state.position().knownAtMicros() <= atMicros && !event.isHeartbeat()) {
                states.merge(
                        new TradeIdentity(event.instrument(), event.idEpoch(), event.tradeId()),
                        state,
                        TradeState::latest);
            }
        }
        return states.values();
    }

    /** Appends so many events, in batches that are landed as the streaming job lands them. */
    void land(ClickHouse clickHouse, int events) {
        int from = log.size();
        while (log.size() < from + events) {
            append();
        }
        for (int partition = 0; partition < nextOffsets.length; partition++) {
            landPartition(clickHouse, partition, log.subList(from, log.size()));
        }
    }

    private static void landPartition(ClickHouse clickHouse, int partition, List<TradeState> states) {
        TradeBlock block = new TradeBlock();
        List<TradeState> mine = states.stream()
                .filter(state -> state.position().partition() == partition)
                .toList();
        mine.forEach(state -> block.append(state.event(), state.position()));
        LogPosition first = mine.get(0).position();
        LogPosition last = mine.get(mine.size() - 1).position();
        PartitionRange range = new PartitionRange("trades", 0, partition, first.offset(), last.offset() + 1);
        new EventLanding(clickHouse).land(range, block, new QuarantineBlock());
        // Any of them may have moved: to name more than need be does no harm.
        List<TradeIdentity> moved = mine.stream()
                .map(TradeState::event)
                .filter(event -> !event.isHeartbeat())
                .map(event -> new TradeIdentity(event.instrument(), event.idEpoch(), event.tradeId()))
                .distinct()
                .toList();
        new TradeHeads(clickHouse).apply(range, moved);
        new LandingProgress(clickHouse).write(range, last.knownAtMicros());
    }

    private void append() {
        // Several records share a millisecond, as they do in a broker's batch.
        knownAt += random.nextInt(3) == 0 ? 0 : random.nextLong(90_000) * 1_000;
        TradeEvent event = next();
        int partition = INSTRUMENTS.indexOf(event.instrument()) == 1 ? 1 : 0;
        log.add(new TradeState(event, new LogPosition(0, partition, nextOffsets[partition]++, knownAt)));
    }

    private TradeEvent next() {
        int kind = random.nextInt(100);
        if (log.size() < 50 || kind < 65) {
            if (!waiting.isEmpty() && random.nextInt(4) == 0) {
                return waiting.remove(random.nextInt(waiting.size()));
            }
            return trade(anyInstrument(), nextId++, TradeAction.NEW, 0, eventTime());
        }
        if (kind < 69) {
            TradeEvent late = trade(anyInstrument(), nextId++, TradeAction.NEW, 0, eventTime());
            waiting.add(late);
            return trade(late.instrument(), late.tradeId(), TradeAction.CANCEL, 1, late.eventTimeMicros());
        }
        TradeEvent known = log.get(random.nextInt(log.size())).event();
        if (kind < 80) {
            return known;
        }
        boolean isNew = kind < 84;
        boolean isCancel = kind >= 94;
        long time = known.eventTimeMicros()
                + switch (random.nextInt(4)) {
                    case 0 -> 0;
                    case 1 -> random.nextLong(40 * SECOND) - 20 * SECOND;
                    case 2 -> random.nextLong(3_600 * SECOND) - 1_800 * SECOND;
                    default -> random.nextLong(4 * DAY) - 2 * DAY;
                };
        return trade(
                known.instrument(),
                known.tradeId(),
                isNew ? TradeAction.NEW : isCancel ? TradeAction.CANCEL : TradeAction.CORRECT,
                isNew ? 0 : random.nextInt(1, 4),
                Math.min(time, knownAt + AHEAD));
    }

    private InstrumentId anyInstrument() {
        return INSTRUMENTS.get(random.nextInt(INSTRUMENTS.size()));
    }

    private long eventTime() {
        return switch (random.nextInt(10)) {
            case 0 -> knownAt - random.nextLong(2 * DAY);
            case 1 -> knownAt + random.nextLong(AHEAD + 1);
            default -> knownAt - random.nextLong(5 * SECOND);
        };
    }

    private TradeEvent trade(InstrumentId instrument, long id, TradeAction action, int revision, long eventTime) {
        boolean isPriced = action != TradeAction.CANCEL;
        return TradeEvent.newTrade(instrument, id)
                .action(action, revision)
                .sequence(random.nextBoolean() ? random.nextLong(1_000) : TradeEvent.ABSENT)
                .eventTimeMicros(eventTime)
                .priceE9(isPriced ? random.nextLong(1, 1_000_000_000_000L) : 0)
                .sizeE8(isPriced ? random.nextLong(1, 1_000_000_000L) : 0)
                .aggressor(Aggressor.values()[random.nextInt(3)])
                .exchange(random.nextBoolean() ? "Q" : "")
                .venueTradeId(random.nextBoolean() ? "id " + id : "")
                .conditions(random.nextBoolean() ? "@ TI" : "")
                .eligibility(random.nextInt(4) == 0 ? random.nextInt(Eligibility.ALL + 1) : Eligibility.ALL)
                .availableDelayMicros(random.nextBoolean() ? 60_000_000L : TradeEvent.ABSENT)
                .build();
    }
}
