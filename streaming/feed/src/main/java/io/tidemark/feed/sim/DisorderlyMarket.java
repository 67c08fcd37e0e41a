package io.tidemark.feed.sim;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * A simulated market as a bad feed hears it: shuffled, repeated, late, corrected and cancelled, in the order of arrival. Equal
 * settings give equal events.
 *
 * <p>Its trades are hard on candles besides: instruments without sequences, without aggressors and with coarse clocks, trades that
 * are eligible for something only, and half-way every venue restarts its ids in a new id epoch.
 */
public final class DisorderlyMarket implements Iterator<MarketEvent> {
    private static final long MINUTE_MICROS = 60_000_000L;
    private static final long HOUR_MICROS = 60 * MINUTE_MICROS;
    private static final int MOST_MINUTES_MOVED = 90;

    private final SimulationSettings settings;
    private final Disorder disorder;
    private final long trades;
    private final Consumer<TradeEvent> statements;
    private final MarketSimulation market;
    private final Seeded random;
    private final List<InstrumentId> instruments;
    private final Map<InstrumentId, Integer> numbers = new HashMap<>();
    private final long[] nextIds;
    private final PriorityQueue<Arrival> pending = new PriorityQueue<>();
    private long clockMicros;
    private long generated;
    private long scheduled;
    private long repeats;
    private long late;
    private long corrections;
    private long cancellations;

    private record Arrival(long micros, long number, MarketEvent event) implements Comparable<Arrival> {
        @Override
        public int compareTo(Arrival other) {
            int byTime = Long.compare(micros, other.micros);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** How many of each there were so far. */
    public record Tally(long trades, long repeats, long late, long corrections, long cancellations) {}

    /**
     * @param settings of the market; its start must be whole minutes
     * @param symbolPrefix begins the symbols of the market's instruments, so that they are its own: {@code X7-0012-USD}
     * @param statements hears each event once, before it arrives, the events of a trade by revision: the last one stands
     */
    public DisorderlyMarket(
            SimulationSettings settings,
            Disorder disorder,
            long trades,
            String symbolPrefix,
            Consumer<TradeEvent> statements) {
        this.settings = settings;
        this.disorder = disorder;
        this.trades = trades;
        this.statements = statements;
        // Nobody needs the labels: the market has neither quotes nor anomalies.
        this.market = new MarketSimulation(settings.withQuotesPerTrade(0).withAnomaliesPerHour(0), anomaly -> {});
        this.random = new Seeded(~settings.seed());
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

    public Tally tally() {
        return new Tally(generated, repeats, late, corrections, cancellations);
    }

    @Override
    public boolean hasNext() {
        return generated < trades || !pending.isEmpty();
    }

    @Override
    public MarketEvent next() {
        // What arrives by the market's clock cannot be overtaken any more: nothing arrives before it happened.
        while (generated < trades && (pending.isEmpty() || pending.element().micros() > clockMicros)) {
            generate();
        }
        if (pending.isEmpty()) {
            throw new NoSuchElementException();
        }
        return pending.remove().event();
    }

    private void generate() {
        MarketEvent event = market.next();
        clockMicros = event.eventTimeMicros();
        if (event instanceof MarketEvent.OfTrade traded) {
            trade(traded.trade());
        } else if ((clockMicros - settings.startMicros()) % MINUTE_MICROS == 0) {
            pending.add(new Arrival(clockMicros, scheduled++, event));
        }
    }

    private void trade(TradeEvent simulated) {
        if (generated++ == trades / 2) {
            Arrays.fill(nextIds, 0);
        }
        TradeEvent trade = own(simulated);
        say(trade, trade);
        double dice = random.nextDouble();
        if (dice < disorder.corrections()) {
            TradeEvent corrected = corrected(trade, 1);
            say(corrected, trade);
            if (random.nextInt(5) == 0) {
                corrected = corrected(corrected, 2);
                say(corrected, trade);
            }
            if (random.nextInt(10) == 0) {
                say(cancelled(corrected), trade);
            }
        } else if (dice < disorder.corrections() + disorder.cancellations()) {
            say(cancelled(trade), trade);
            if (random.nextInt(10) == 0) {
                say(corrected(trade, 2), trade);
            }
        }
    }

    private TradeEvent own(TradeEvent simulated) {
        int number = numbers.getOrDefault(simulated.instrument(), 0);
        boolean restarted = generated > trades / 2;
        long id = nextIds[number]++;
        long time = simulated.eventTimeMicros();
        boolean isSided = number % 7 != 6 && random.nextInt(20) != 0;
        return new TradeEvent(
                instruments.get(number),
                settings.idEpoch() + (restarted ? 1 : 0),
                id,
                0,
                TradeAction.NEW,
                number % 3 == 0 ? TradeEvent.ABSENT : id,
                number % 2 == 0 ? time : time - time % 1_000,
                simulated.timeSource(),
                simulated.receivedAtMicros(),
                simulated.priceE9(),
                simulated.sizeE8(),
                isSided ? simulated.aggressor() : Aggressor.UNKNOWN,
                "",
                "",
                "",
                random.nextInt(25) == 0 ? random.nextInt(Eligibility.ALL + 1) : Eligibility.ALL,
                simulated.origin(),
                "",
                TradeEvent.ABSENT);
    }

    private TradeEvent corrected(TradeEvent trade, int revision) {
        long move = switch (random.nextInt(4)) {
            case 2 -> sign() * (1 + random.nextInt(MOST_MINUTES_MOVED)) * MINUTE_MICROS;
            case 3 -> sign() * (20 + random.nextInt(11)) * HOUR_MICROS;
            default -> 0;
        };
        long price = trade.priceE9() + sign() * (1 + random.nextInt(1_000)) * (1 + trade.priceE9() / 200_000);
        long size = 1 + trade.sizeE8() / 2 * (1 + random.nextInt(4));
        int eligibility = random.nextInt(10) == 0 ? random.nextInt(Eligibility.ALL + 1) : trade.eligibility();
        corrections++;
        return change(
                trade,
                TradeAction.CORRECT,
                revision,
                trade.eventTimeMicros() + move,
                Math.max(1, price),
                size,
                eligibility);
    }

    private TradeEvent cancelled(TradeEvent trade) {
        cancellations++;
        // Some venues give a cancellation the time of its trade, others its own.
        long later = random.nextInt(2) * random.nextInt(MOST_MINUTES_MOVED) * MINUTE_MICROS;
        long time = trade.eventTimeMicros() + later;
        return change(trade, TradeAction.CANCEL, trade.revision() + 1, time, 0, 0, trade.eligibility());
    }

    private long sign() {
        return random.nextInt(2) == 0 ? -1 : 1;
    }

    private static TradeEvent change(
            TradeEvent trade, TradeAction action, int revision, long time, long price, long size, int eligibility) {
        return new TradeEvent(
                trade.instrument(),
                trade.idEpoch(),
                trade.tradeId(),
                revision,
                action,
                trade.sequence(),
                time,
                trade.timeSource(),
                trade.receivedAtMicros(),
                price,
                size,
                trade.aggressor(),
                "",
                "",
                "",
                eligibility,
                trade.origin(),
                "",
                TradeEvent.ABSENT);
    }

    /** A change has a delay of its own: it may come before its trade, and the second before the first. */
    private void say(TradeEvent event, TradeEvent trade) {
        statements.accept(event);
        arrive(event, trade);
        if (random.nextDouble() < disorder.repeats()) {
            repeats++;
            arrive(event, trade);
        }
    }

    private void arrive(TradeEvent event, TradeEvent trade) {
        boolean isLate = random.nextDouble() < disorder.late();
        late += isLate ? 1 : 0;
        long most = (isLate ? disorder.latest() : disorder.shuffle()).toNanos() / 1_000;
        // By the market's clock, not by the trade's own, which may be coarse and a little behind.
        long arrival = Math.max(clockMicros, trade.eventTimeMicros()) + (long) (random.nextDouble() * most);
        pending.add(new Arrival(arrival, scheduled++, new MarketEvent.OfTrade(event)));
    }
}
