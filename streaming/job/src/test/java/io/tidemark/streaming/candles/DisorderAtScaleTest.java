package io.tidemark.streaming.candles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.clickhouse.TradeIdentity;
import io.tidemark.feed.sim.Disorder;
import io.tidemark.feed.sim.DisorderlyMarket;
import io.tidemark.feed.sim.MarketEvent;
import io.tidemark.feed.sim.MarketSimulation;
import io.tidemark.feed.sim.SimulatedOriginals;
import io.tidemark.feed.sim.SimulationSettings;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.bar.BarValues;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.TradingCalendar;
import io.tidemark.market.reference.ReferenceBar;
import io.tidemark.market.reference.ReferenceCandles;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 3 of the design at 200,000 events: the log of {@link Disorder#OF_THE_PROOF}, cut at random, with crashes at every step. */
class DisorderAtScaleTest {
    private static final int EVENTS = 200_000;
    private static final int INSTRUMENTS = 8;
    private static final long SEED = 20_261_121;
    /** The end of a month and a Monday are within the seven days that follow. */
    private static final Instant START = Instant.parse("2026-10-28T12:00:00Z");

    private final Map<TradeIdentity, TradeEvent> finals = new HashMap<>();
    private final List<TradeState> log = log();

    @ParameterizedTest
    @EnumSource
    void candlesOfEveryIntervalEqualTheFinalTrades(CrashingRun.Mood mood) {
        assertThat(log).hasSizeGreaterThan(EVENTS);

        MemoryCandleStore store = new CrashingRun(new Random(SEED), 4_000, mood).of(log);

        Map<InstrumentId, List<Trade>> trades = finalTrades();
        assertThat(trades).hasSize(INSTRUMENTS);
        trades.forEach((instrument, standing) -> {
            for (BarInterval interval : BarInterval.values()) {
                assertThat(served(store, instrument, interval, standing))
                        .describedAs("%s %s", instrument, interval)
                        .isEqualTo(reference(standing, interval));
            }
        });
    }

    private List<TradeState> log() {
        long trades = Disorder.OF_THE_PROOF.tradesOf(EVENTS);
        double perSecond = (double) trades / Duration.ofDays(7).toSeconds();
        long startMicros = START.getEpochSecond() * 1_000_000;
        SimulatedOriginals originals = new SimulatedOriginals(
                SimulationSettings.of(INSTRUMENTS, SEED, perSecond, startMicros, 3), trades, "X");
        DisorderlyMarket market = new DisorderlyMarket(
                originals, Disorder.OF_THE_PROOF, SEED, event -> finals.put(HeadState.identity(event), event));
        long appended = startMicros + Duration.ofDays(14).toNanos() / 1_000;
        List<TradeState> states = new ArrayList<>();
        while (market.hasNext()) {
            MarketEvent heard = market.next();
            TradeEvent event = heard instanceof MarketEvent.OfTrade traded
                    ? traded.trade()
                    : TradeEvent.heartbeat(MarketSimulation.VENUE, heard.eventTimeMicros())
                            .tradeId(heard.eventTimeMicros())
                            .build();
            states.add(new TradeState(event, new LogPosition(0, 1, states.size(), appended + states.size())));
        }
        return states;
    }

    private Map<InstrumentId, List<Trade>> finalTrades() {
        Map<InstrumentId, List<Trade>> trades = new HashMap<>();
        finals.values().stream()
                .filter(event -> event.action() != TradeAction.CANCEL)
                .forEach(event -> trades.computeIfAbsent(event.instrument(), id -> new ArrayList<>())
                        .add(event.trade()));
        return trades;
    }

    private static Map<Long, BarValues> reference(List<Trade> trades, BarInterval interval) {
        Map<Long, BarValues> bars = new HashMap<>();
        for (ReferenceBar bar : ReferenceCandles.of(trades, interval.label(), ZoneOffset.UTC)) {
            bars.put(bar.startMicros(), bar.values());
        }
        return bars;
    }

    /** Seconds are made of the heads of the minutes in which trades stand, the others of the stored bars. */
    private static Map<Long, BarValues> served(
            MemoryCandleStore store, InstrumentId instrument, BarInterval interval, List<Trade> standing) {
        Map<Long, BarState> states = new HashMap<>();
        if (interval == BarInterval.SEC_1) {
            List<BarKey> minutes = standing.stream()
                    .map(trade -> MemoryCandleStore.key(trade, BarInterval.MIN_1))
                    .distinct()
                    .toList();
            store.trades(
                    minutes,
                    (minute, trade) -> states.merge(
                            interval.startMicros(trade.eventTimeMicros(), TradingCalendar.ALWAYS),
                            BarFold.update(BarFold.empty(), trade),
                            BarFold::merge));
        } else {
            store.bars.values().stream()
                    .filter(bar -> bar.key().instrument().equals(instrument))
                    .filter(bar -> bar.key().interval() == interval.storedAs())
                    .forEach(bar -> states.merge(
                            interval.startMicros(bar.key().startMicros(), TradingCalendar.ALWAYS),
                            bar.state(),
                            BarFold::merge));
        }
        Map<Long, BarValues> values = new HashMap<>();
        states.forEach((start, state) -> BarFold.value(state).ifPresent(value -> values.put(start, value)));
        return values;
    }
}
