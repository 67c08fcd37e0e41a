package io.tidemark.clickhouse;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A seeded stream of trades of many instruments: skewed activity, prices that walk in ticks, times that move forward. */
final class SampleTrades {
    /** 2026-03-02 14:30 UTC. */
    static final long START_MICROS = 1_772_461_800_000_000L;

    private static final List<InstrumentId> AT =
            List.of(InstrumentId.parse("sim:A-USD"), InstrumentId.parse("sim:B-USD"), InstrumentId.parse("us:SPY"));

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

    /** The event of an offset: the same whenever it is asked for. */
    static TradeEvent at(long offset) {
        SplittableRandom own = new SplittableRandom(offset);
        long eventTime = START_MICROS + offset * 1_000;
        return trade(
                AT.get(own.nextInt(AT.size())),
                offset,
                eventTime,
                own.nextLong(1, 1_000_000),
                own.nextInt(1, 5_000),
                own);
    }

    TradeEvent next() {
        // The square of a uniform number: a few instruments have most of the trades.
        double uniform = random.nextDouble();
        int index = (int) (uniform * uniform * instruments.size());
        clockMicros += gapMicros * 2 * random.nextDouble();
        prices[index] = Math.max(1, prices[index] + random.nextInt(-2, 3));
        return trade(
                instruments.get(index),
                ids[index]++,
                (long) clockMicros,
                prices[index],
                random.nextInt(1, 5_000),
                random);
    }

    private static TradeEvent trade(
            InstrumentId instrument, long id, long eventTime, long cents, long lots, SplittableRandom random) {
        return TradeEvent.newTrade(instrument, id)
                .sequence(id + 1)
                .eventTimeMicros(eventTime)
                .receivedAtMicros(eventTime + random.nextInt(200, 3_000))
                .priceE9(cents * 10_000_000L)
                .sizeE8(lots * 10_000L)
                .aggressor(random.nextBoolean() ? Aggressor.BUY : Aggressor.SELL)
                .build();
    }

    /** Append time of an event: whole milliseconds, a little after the event. */
    static long knownAtMicros(TradeEvent event) {
        return event.receivedAtMicros() / 1_000 * 1_000 + 2_000;
    }

    static LogPosition position(int partition, long offset, TradeEvent event) {
        return new LogPosition(0, partition, offset, knownAtMicros(event));
    }
}
