package io.tidemark.streaming.candles;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A seeded log of one partition with all that goes wrong: repeats, late trades, corrections, cancels before their trade. */
public final class DisorderlyLog {
    private static final long START = 1_381_190_400_000_000L;
    private final Random random;
    private final List<TradeEvent> sent = new ArrayList<>();
    private final List<InstrumentId> instruments = List.of(
            InstrumentId.parse("sim:S0001-USD"), InstrumentId.parse("sim:S0002-USD"), InstrumentId.parse("us:SPY"));
    private final long[] nextId = new long[3];

    public DisorderlyLog(long seed) {
        this.random = new Random(seed);
    }

    public List<TradeState> events(int count) {
        List<TradeState> log = new ArrayList<>();
        long now = START;
        for (int offset = 0; offset < count; offset++) {
            now += random.nextInt(3_000_000);
            TradeEvent event = next(now);
            log.add(new TradeState(event, new LogPosition(0, 1, offset, now + 50_000)));
        }
        return log;
    }

    private TradeEvent next(long now) {
        int dice = random.nextInt(100);
        if (dice < 2) {
            return TradeEvent.heartbeat("sim", now).build();
        }
        if (dice < 12 && !sent.isEmpty()) {
            return sent.get(random.nextInt(sent.size()));
        }
        if (dice < 20 && !sent.isEmpty()) {
            TradeEvent old = sent.get(random.nextInt(sent.size()));
            long moved =
                    old.eventTimeMicros() + (random.nextBoolean() ? 0 : (random.nextInt(7) - 3) * 3_600_000_000L * 5);
            return change(old, TradeAction.CORRECT, 1 + random.nextInt(3), moved);
        }
        if (dice < 23 && !sent.isEmpty()) {
            TradeEvent old = sent.get(random.nextInt(sent.size()));
            return change(old, TradeAction.CANCEL, 1 + random.nextInt(3), old.eventTimeMicros());
        }
        int which = random.nextInt(instruments.size());
        long lateness = random.nextInt(10) == 0 ? random.nextInt(100_000) * 1_000_000L : random.nextInt(2_000_000);
        long id = random.nextInt(10) == 0 ? nextId[which] + 5 + random.nextInt(5) : nextId[which]++;
        nextId[which] = Math.max(nextId[which], id == nextId[which] ? id + 1 : nextId[which]);
        TradeEvent event = trade(instruments.get(which), id, 0, TradeAction.NEW, now - lateness);
        if (sent.stream()
                .anyMatch(old -> old.instrument().equals(event.instrument()) && old.tradeId() == event.tradeId())) {
            return next(now);
        }
        if (random.nextInt(50) == 0) {
            sent.add(event);
            return change(event, TradeAction.CANCEL, 1, event.eventTimeMicros());
        }
        sent.add(event);
        return event;
    }

    private TradeEvent change(TradeEvent old, TradeAction action, int revision, long time) {
        return trade(old.instrument(), old.tradeId(), revision, action, time);
    }

    private TradeEvent trade(InstrumentId instrument, long id, int revision, TradeAction action, long time) {
        boolean isCancel = action == TradeAction.CANCEL;
        return TradeEvent.newTrade(instrument, id)
                .action(action, revision)
                .sequence(id)
                .eventTimeMicros(time)
                .priceE9(isCancel ? 0 : 1 + random.nextInt(1_000_000_000))
                .sizeE8(isCancel ? 0 : 1 + random.nextInt(1_000_000_000))
                .aggressor(Aggressor.values()[random.nextInt(3)])
                .eligibility(random.nextInt(5) == 0 ? random.nextInt(8) : Eligibility.ALL)
                .build();
    }
}
