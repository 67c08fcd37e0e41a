package io.tidemark.feed.sim;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A market without end, in the order of its own clock. Trades arrive as a Poisson process; which instrument trades follows Zipf's
 * law; log prices are a market factor, a sector factor and a walk of the instrument's own, with Student-t steps. Quotes stand
 * around each trade, heartbeats come every second, anomalies are planted and told to {@code labels} when they begin.
 */
public final class MarketSimulation implements Iterator<MarketEvent> {
    /** Simulated data can never be taken for real data: this is its only venue. */
    public static final String VENUE = "sim";

    private static final int SECTORS = 8;
    private static final double MARKET_VOLATILITY = 1.0e-4;
    private static final double SECTOR_VOLATILITY = 0.5e-4;
    /** Factors move in steps of at least this: between them only instruments' own walks do. */
    private static final long FACTOR_STEP_MICROS = 100_000;

    private static final long SECOND_MICROS = 1_000_000;
    private static final double ZIPF_EXPONENT = 1.0;

    private final SimulationSettings settings;
    private final Seeded random;
    private final AnomalyPlan anomalies;
    private final SimulatedInstrument[] instruments;
    private final AliasTable activity;
    private final double[] sectors = new double[SECTORS];
    private final ArrayDeque<MarketEvent> pending = new ArrayDeque<>();
    private double market;
    private long factorMicros;
    private double clockMicros;
    private long nextHeartbeatMicros;
    private double quotesDue;

    public MarketSimulation(SimulationSettings settings, Consumer<Anomaly> labels) {
        this.settings = settings;
        this.random = new Seeded(settings.seed());
        this.instruments = IntStream.range(0, settings.symbols())
                .mapToObj(number -> new SimulatedInstrument(number, SECTORS, settings.startMicros(), random))
                .toArray(SimulatedInstrument[]::new);
        double[] weights = zipf(settings.symbols(), random);
        this.activity = new AliasTable(weights);
        this.anomalies = new AnomalyPlan(settings, instruments, weights, labels);
        this.factorMicros = settings.startMicros();
        this.clockMicros = settings.startMicros();
        this.nextHeartbeatMicros = settings.startMicros() + SECOND_MICROS;
    }

    /** Weights by rank, the ranks dealt out among the numbers: S0000 is not always the busiest. */
    private static double[] zipf(int count, Seeded random) {
        double[] weights = new double[count];
        for (int rank = 0; rank < count; rank++) {
            weights[rank] = 1 / StrictMath.pow(rank + 1, ZIPF_EXPONENT);
        }
        for (int index = count - 1; index > 0; index--) {
            int other = random.nextInt(index + 1);
            double moved = weights[index];
            weights[index] = weights[other];
            weights[other] = moved;
        }
        return weights;
    }

    /** The market's instruments, by number. */
    public List<InstrumentId> instruments() {
        return IntStream.range(0, instruments.length)
                .mapToObj(number -> instruments[number].id)
                .toList();
    }

    /** Always: this market has no end. */
    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public MarketEvent next() {
        while (pending.isEmpty()) {
            step();
        }
        return pending.poll();
    }

    private void step() {
        clockMicros += random.exponential() * SECOND_MICROS / settings.tradesPerSecond();
        long now = (long) clockMicros;
        while (nextHeartbeatMicros <= now) {
            pending.add(new MarketEvent.OfHeartbeat(nextHeartbeatMicros));
            nextHeartbeatMicros += SECOND_MICROS;
        }
        anomalies.plantUntil(now);
        moveFactors(now);
        SimulatedInstrument instrument = instruments[activity.draw(random)];
        long middle = instrument.middleTicks(now, market, sectors[instrument.sector], random);
        quotesDue += settings.quotesPerTrade();
        while (quotesDue >= 1) {
            quotesDue--;
            pending.add(new MarketEvent.OfQuote(quote(instrument, middle, now)));
        }
        pending.add(new MarketEvent.OfTrade(trade(instrument, middle, now)));
    }

    private void moveFactors(long now) {
        if (now - factorMicros < FACTOR_STEP_MICROS) {
            return;
        }
        double seconds = (now - factorMicros) / 1e6;
        factorMicros = now;
        double reversion = SimulatedInstrument.reversion(seconds);
        double root = StrictMath.sqrt(seconds);
        market = market * reversion + MARKET_VOLATILITY * root * random.fatTailed();
        for (int sector = 0; sector < SECTORS; sector++) {
            sectors[sector] = sectors[sector] * reversion + SECTOR_VOLATILITY * root * random.fatTailed();
        }
    }

    private TradeEvent trade(SimulatedInstrument instrument, long middle, long now) {
        long bits = random.nextLong();
        boolean buys = (bits & 1) == 0;
        long ticks = buys ? middle + instrument.halfSpread : middle - instrument.halfSpread;
        long lots = random.heavyTailed();
        if (instrument.anomaly().isAt(now, Anomaly.Kind.VOLUME_BURST)) {
            lots = (long) (lots * instrument.anomaly().magnitude());
        }
        long id = instrument.nextTradeId();
        return TradeEvent.newTrade(instrument.id, id)
                .idEpoch(settings.idEpoch())
                .sequence(id)
                .eventTimeMicros(now)
                .receivedAtMicros(now + latencyMicros(bits))
                .priceE9(ticks * instrument.tickE9)
                .sizeE8(lots * instrument.lotE8)
                .aggressor(buys ? Aggressor.BUY : Aggressor.SELL)
                .build();
    }

    private QuoteEvent quote(SimulatedInstrument instrument, long middle, long now) {
        long bits = random.nextLong();
        boolean crossed = instrument.anomaly().isAt(now, Anomaly.Kind.CROSSED_QUOTES);
        long half = crossed ? -instrument.halfSpread : instrument.halfSpread;
        return new QuoteEvent(
                instrument.id,
                TradeEvent.ABSENT,
                instrument.nextQuoteId(),
                now,
                TimeSource.VENUE,
                now + latencyMicros(bits),
                (middle - half) * instrument.tickE9,
                random.heavyTailed() * instrument.lotE8,
                (middle + half) * instrument.tickE9,
                random.heavyTailed() * instrument.lotE8,
                "",
                "",
                Origin.LIVE,
                "",
                TradeEvent.ABSENT);
    }

    /** From the venue to the feed: 0.2 to 1.2 ms. */
    private static long latencyMicros(long bits) {
        return 200 + ((bits >>> 8) & 1023);
    }
}
