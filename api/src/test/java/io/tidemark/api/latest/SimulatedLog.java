package io.tidemark.api.latest;

import io.tidemark.clickhouse.read.BarRow;
import io.tidemark.clickhouse.read.InstrumentHistory;
import io.tidemark.clickhouse.read.NewestTrades;
import io.tidemark.clickhouse.read.QuoteRow;
import io.tidemark.clickhouse.read.TradeHead;
import io.tidemark.clickhouse.read.TradeRow;
import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.TradingCalendar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A disorderly partition of one instrument, and a store that has landed it up to an offset: the definitions, without any care for speed. */
final class SimulatedLog implements LatestStore {
    static final InstrumentId INSTRUMENT = InstrumentId.parse("sim:A-USD");
    private static final long BASE = 1_772_372_400_000_000L;

    private final List<TradeEvent> events = new ArrayList<>();
    private final Random random;
    private long nextId = 1;
    private int landed;

    SimulatedLog(Random random) {
        this.random = random;
    }

    /** New trades, some late and some with ids out of order; repeats, corrections, cancels, also of trades that never come. */
    void grow() {
        long time = BASE + events.size() * 700_000L - (random.nextInt(5) == 0 ? random.nextInt(90_000_000) : 0);
        int kind = random.nextInt(10);
        if (kind < 5 || events.isEmpty()) {
            events.add(event(nextId++, 0, TradeAction.NEW, time));
        } else if (kind == 5) {
            events.add(event(Math.max(0, nextId - random.nextInt(20)), 0, TradeAction.NEW, time));
        } else if (kind == 6) {
            events.add(events.get(random.nextInt(events.size())));
        } else if (kind == 7) {
            events.add(event(recentId(), 1 + random.nextInt(3), TradeAction.CORRECT, time));
        } else {
            events.add(event(recentId(), 1 + random.nextInt(3), TradeAction.CANCEL, time));
        }
    }

    /** Mostly one of the newest, where a cancel hurts; now and then one that has not come yet. */
    private long recentId() {
        return Math.max(0, nextId + 1 - random.nextInt(6));
    }

    int size() {
        return events.size();
    }

    TradeEvent get(int offset) {
        return events.get(offset);
    }

    long knownAt(int offset) {
        return BASE + offset * 700_000L + 50_000L;
    }

    void landTo(int offset) {
        landed = Math.max(landed, offset);
    }

    int landed() {
        return landed;
    }

    Map<String, InstrumentHistory> historyBelow(int offset) {
        if (offset == 0) {
            return Map.of();
        }
        List<TradeEvent> below = events.subList(0, offset);
        long mark = Long.MIN_VALUE;
        for (int at = 0; at < offset; at++) {
            mark = Math.max(mark, Math.min(events.get(at).eventTimeMicros(), knownAt(at)));
        }
        return Map.of(
                INSTRUMENT.toString(),
                new InstrumentHistory(
                        INSTRUMENT.toString(),
                        0,
                        below.stream().mapToLong(TradeEvent::tradeId).max().orElse(-1),
                        mark,
                        below.stream()
                                .mapToLong(TradeEvent::eventTimeMicros)
                                .max()
                                .orElse(0)));
    }

    /** The trades that stand after the first events, newest first. */
    List<TradeRow> present(int upTo) {
        return states(upTo).stream()
                .filter(TradeState::isPresent)
                .map(state -> new TradeRow(
                        state.event().trade(),
                        state.event().revision(),
                        "",
                        "",
                        "",
                        "LIVE",
                        state.position().knownAtMicros()))
                .sorted(Comparator.comparing(TradeRow::trade, Trade.ORDER).reversed())
                .toList();
    }

    private Collection<TradeState> states(int upTo) {
        Map<Long, TradeState> states = new HashMap<>();
        for (int at = 0; at < upTo; at++) {
            TradeState state = new TradeState(events.get(at), new LogPosition(0, 0, at, knownAt(at)));
            states.merge(events.get(at).tradeId(), state, TradeState::latest);
        }
        return states.values();
    }

    BarState minute(long startMicros, int upTo) {
        BarAccumulator fold = new BarAccumulator();
        present(upTo).stream()
                .map(TradeRow::trade)
                .filter(trade -> minuteOf(trade.eventTimeMicros()) == startMicros)
                .forEach(fold::add);
        return fold.state();
    }

    static long minuteOf(long micros) {
        return BarInterval.MIN_1.startMicros(micros, TradingCalendar.ALWAYS);
    }

    @Override
    public NewestTrades newestTrades(InstrumentId instrument, int count) {
        List<TradeRow> present = present(landed);
        if (present.size() <= count) {
            return new NewestTrades(present, NewestTrades.BEGINNING);
        }
        return new NewestTrades(
                present.subList(0, count), OrderKey.of(present.get(count - 1).trade()));
    }

    @Override
    public Optional<TradeHead> head(InstrumentId instrument, int idEpoch, long tradeId) {
        return states(landed).stream()
                .filter(state -> state.event().tradeId() == tradeId)
                .map(state -> new TradeHead(
                        state.event().revision(),
                        state.position().offset(),
                        state.position().knownAtMicros()))
                .findFirst();
    }

    @Override
    public Optional<QuoteRow> newestQuote(InstrumentId instrument) {
        return Optional.empty();
    }

    @Override
    public Optional<BarRow> newestBar(InstrumentId instrument) {
        return present(landed).stream().findFirst().map(newest -> {
            long start = minuteOf(newest.trade().eventTimeMicros());
            return new BarRow(
                    new BarKey(INSTRUMENT, BarInterval.MIN_1, start),
                    start + 60_000_000L,
                    BarFold.value(minute(start, landed)).orElseThrow(),
                    BarStatus.OPEN,
                    0,
                    landed,
                    knownAt(landed),
                    0);
        });
    }

    private TradeEvent event(long id, int revision, TradeAction action, long time) {
        boolean isPriced = action != TradeAction.CANCEL;
        return TradeEvent.newTrade(INSTRUMENT, id)
                .action(action, revision)
                .sequence(id)
                .eventTimeMicros(time)
                .priceE9(isPriced ? 1 + random.nextInt(1_000_000) : 0)
                .sizeE8(isPriced ? 1 + random.nextInt(1_000) : 0)
                .aggressor(Aggressor.BUY)
                .build();
    }
}
