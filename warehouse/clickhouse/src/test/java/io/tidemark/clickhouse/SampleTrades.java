package io.tidemark.clickhouse;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A seeded stream of trades of many instruments: skewed activity, prices that walk in ticks, times that move forward. */
final class SampleTrades {
    /** 2026-03-02 14:30 UTC. */
    static final long START_MICROS = 1_772_461_800_000_000L;

    private final SplittableRandom random;
    private final List<InstrumentId> instruments = new ArrayList<>();
    private final long[] ids;
    private final long[] prices;
    private final double gapMicros;
    private double clockMicros;

    SampleTrades(long seed, int instrumentCount, double tradesPerSecond) {
        this(seed, instrumentCount, tradesPerSecond, START_MICROS);
    }

    SampleTrades(long seed, int instrumentCount, double tradesPerSecond, long startMicros) {
        this.random = new SplittableRandom(seed);
        this.ids = new long[instrumentCount];
        this.prices = new long[instrumentCount];
        this.gapMicros = 1_000_000 / tradesPerSecond;
        this.clockMicros = startMicros;
        for (int index = 0; index < instrumentCount; index++) {
            instruments.add(InstrumentId.parse(String.format("sim:S%04d-USD", index)));
            prices[index] = random.nextLong(100, 100_000);
        }
    }

    List<InstrumentId> instruments() {
        return instruments;
    }

    TradeEvent next() {
        // The square of a uniform number: a few instruments have most of the trades.
        double uniform = random.nextDouble();
        int index = (int) (uniform * uniform * instruments.size());
        clockMicros += gapMicros * 2 * random.nextDouble();
        prices[index] = Math.max(1, prices[index] + random.nextInt(-2, 3));
        long eventTime = (long) clockMicros;
        return new TradeEvent(
                instruments.get(index),
                0,
                ids[index]++,
                0,
                TradeAction.NEW,
                ids[index],
                eventTime,
                TimeSource.VENUE,
                eventTime + random.nextInt(200, 3_000),
                prices[index] * 10_000_000L,
                random.nextInt(1, 5_000) * 10_000L,
                random.nextBoolean() ? Aggressor.BUY : Aggressor.SELL,
                "",
                "",
                "",
                Eligibility.ALL,
                Origin.LIVE,
                "",
                TradeEvent.ABSENT);
    }

    /** Append time of an event: whole milliseconds, a little after the event. */
    static long knownAtMicros(TradeEvent event) {
        return event.receivedAtMicros() / 1_000 * 1_000 + 2_000;
    }

    static LogPosition position(int partition, long offset, TradeEvent event) {
        return new LogPosition(0, partition, offset, knownAtMicros(event));
    }
}
