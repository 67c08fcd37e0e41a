package io.tidemark.feed.sim;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Simulated trades that are hard on candles, in the order of the market's clock: instruments without sequences, without aggressors
 * and with coarse clocks, trades that are eligible for something only, and half-way every venue restarts its ids in a new id
 * epoch. Equal settings give equal trades.
 */
public final class SimulatedOriginals implements Iterator<TradeEvent> {
    private final SimulationSettings settings;
    private final long trades;
    private final MarketSimulation market;
    private final Seeded random;
    private final List<InstrumentId> instruments;
    private final Map<InstrumentId, Integer> numbers = new HashMap<>();
    private final long[] nextIds;
    private long made;

    /**
     * @param trades how many there are
     * @param symbolPrefix begins the symbols of the market's instruments, so that they are its own: {@code X7-0012-USD}
     */
    public SimulatedOriginals(SimulationSettings settings, long trades, String symbolPrefix) {
        this.settings = settings;
        this.trades = trades;
        // Nobody needs the labels: the market has neither quotes nor anomalies.
        this.market = new MarketSimulation(settings.withQuotesPerTrade(0).withAnomaliesPerHour(0), anomaly -> {});
        // Not the disorder's stream of numbers: which trades are hard must not decide which are changed.
        this.random = new Seeded(Long.rotateLeft(~settings.seed(), 32));
        List<InstrumentId> simulated = market.instruments();
        this.instruments = simulated.stream()
                .map(id -> new InstrumentId(id.venue(), symbolPrefix + "-" + id.symbol()))
                .toList();
        for (int number = 0; number < simulated.size(); number++) {
            numbers.put(simulated.get(number), number);
        }
        this.nextIds = new long[simulated.size()];
    }

    /** The market's instruments, by number. */
    public List<InstrumentId> instruments() {
        return instruments;
    }

    @Override
    public boolean hasNext() {
        return made < trades;
    }

    @Override
    public TradeEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (made++ == trades / 2) {
            Arrays.fill(nextIds, 0);
        }
        while (true) {
            if (market.next() instanceof MarketEvent.OfTrade traded) {
                return hard(traded.trade());
            }
        }
    }

    private TradeEvent hard(TradeEvent simulated) {
        int number = numbers.getOrDefault(simulated.instrument(), 0);
        boolean restarted = made > trades / 2;
        long id = nextIds[number]++;
        long time = simulated.eventTimeMicros();
        boolean isSided = number % 7 != 6 && random.nextInt(20) != 0;
        return TradeEvent.newTrade(instruments.get(number), id)
                .idEpoch(settings.idEpoch() + (restarted ? 1 : 0))
                .sequence(number % 3 == 0 ? TradeEvent.ABSENT : id)
                .eventTimeMicros(number % 2 == 0 ? time : time - time % 1_000)
                .timeSource(simulated.timeSource())
                .receivedAtMicros(simulated.receivedAtMicros())
                .priceE9(simulated.priceE9())
                .sizeE8(simulated.sizeE8())
                .aggressor(isSided ? simulated.aggressor() : Aggressor.UNKNOWN)
                .eligibility(random.nextInt(25) == 0 ? random.nextInt(Eligibility.ALL + 1) : Eligibility.ALL)
                .origin(simulated.origin())
                .build();
    }
}
