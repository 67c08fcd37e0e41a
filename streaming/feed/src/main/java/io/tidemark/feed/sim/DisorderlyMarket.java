package io.tidemark.feed.sim;

import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.TradeEvent;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Trades as a bad feed hears them: shuffled, repeated, late, corrected and cancelled, in the order of arrival, with a heartbeat for
 * every whole minute of their own clock. Equal trades and an equal seed give equal events.
 *
 * <p>It keeps what has not arrived yet: the trades of {@code shuffle}, and the late ones of {@code latest}.
 */
public final class DisorderlyMarket implements Iterator<MarketEvent> {
    private static final long MINUTE_MICROS = 60_000_000L;
    private static final long HOUR_MICROS = 60 * MINUTE_MICROS;
    private static final int MOST_MINUTES_MOVED = 90;

    private final Iterator<TradeEvent> originals;
    private final Disorder disorder;
    private final Consumer<TradeEvent> statements;
    private final Seeded random;
    private final PriorityQueue<Arrival> pending = new PriorityQueue<>();
    private Optional<TradeEvent> following;
    private long clockMicros;
    private long nextHeartbeatMicros;
    private long trades;
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
     * @param originals what was traded, by time; a trade that is a little behind is heard as if it were not
     * @param statements hears each event once, before it arrives, the events of a trade by revision: the last one stands
     */
    public DisorderlyMarket(
            Iterator<TradeEvent> originals, Disorder disorder, long seed, Consumer<TradeEvent> statements) {
        this.originals = originals;
        this.disorder = disorder;
        this.statements = statements;
        this.random = new Seeded(~seed);
        this.following = following();
        this.clockMicros = following.map(TradeEvent::eventTimeMicros).orElse(0L);
        this.nextHeartbeatMicros = clockMicros - Math.floorMod(clockMicros, MINUTE_MICROS) + MINUTE_MICROS;
    }

    private Optional<TradeEvent> following() {
        return originals.hasNext() ? Optional.of(originals.next()) : Optional.empty();
    }

    public Tally tally() {
        return new Tally(trades, repeats, late, corrections, cancellations);
    }

    @Override
    public boolean hasNext() {
        return following.isPresent() || !pending.isEmpty();
    }

    @Override
    public MarketEvent next() {
        // What arrives by the market's clock cannot be overtaken any more: nothing arrives before it happened.
        while (following.isPresent() && (pending.isEmpty() || pending.element().micros() > clockMicros)) {
            step(following.get());
        }
        if (pending.isEmpty()) {
            throw new NoSuchElementException();
        }
        return pending.remove().event();
    }

    /** The clock goes on to the next whole minute or to the next trade, whichever comes first. */
    private void step(TradeEvent trade) {
        if (nextHeartbeatMicros <= trade.eventTimeMicros()) {
            clockMicros = nextHeartbeatMicros;
            nextHeartbeatMicros += MINUTE_MICROS;
            pending.add(new Arrival(clockMicros, scheduled++, new MarketEvent.OfHeartbeat(clockMicros)));
        } else {
            clockMicros = Math.max(clockMicros, trade.eventTimeMicros());
            trades++;
            state(trade);
            following = following();
        }
    }

    private void state(TradeEvent trade) {
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
        return trade.toBuilder()
                .correct(revision)
                .eventTimeMicros(trade.eventTimeMicros() + move)
                .priceE9(Math.max(1, price))
                .sizeE8(size)
                .eligibility(eligibility)
                .build();
    }

    private TradeEvent cancelled(TradeEvent trade) {
        cancellations++;
        // Some venues give a cancellation the time of its trade, others its own.
        long later = random.nextInt(2) * random.nextInt(MOST_MINUTES_MOVED) * MINUTE_MICROS;
        return trade.toBuilder()
                .cancel(trade.revision() + 1)
                .eventTimeMicros(trade.eventTimeMicros() + later)
                .build();
    }

    private long sign() {
        return random.nextInt(2) == 0 ? -1 : 1;
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
