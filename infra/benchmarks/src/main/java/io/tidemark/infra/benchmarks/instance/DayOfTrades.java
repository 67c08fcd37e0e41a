package io.tidemark.infra.benchmarks.instance;

import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.feed.sim.MarketSimulation;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A day on which every simulated instrument trades once a minute, so that each has all its bars. The trades of a day are always
 * the same, ids included: publishing them twice changes nothing.
 *
 * @param minutes from the day's beginning; fewer than 1,440 for a day that is not over
 */
public record DayOfTrades(LocalDate day, int symbols, int minutes) {
    public static final int MINUTES = 24 * 60;

    private static final long SECOND_MICROS = 1_000_000;
    private static final long LATENCY_MICROS = 1_000;
    private static final long E9 = 1_000_000_000;
    private static final long E8 = 100_000_000;
    private static final long CENT_E9 = E9 / 100;

    public DayOfTrades {
        if (symbols < 1 || minutes < 1 || minutes > MINUTES) {
            throw new IllegalArgumentException("a day of trades needs at least 1 symbol and 1 to " + MINUTES
                    + " minutes, were " + symbols + " and " + minutes);
        }
    }

    public static DayOfTrades whole(LocalDate day, int symbols) {
        return new DayOfTrades(day, symbols, MINUTES);
    }

    /** As the simulator names them: live trades of the same instruments follow. */
    public List<InstrumentId> instruments() {
        return IntStream.range(0, symbols).mapToObj(DayOfTrades::instrument).toList();
    }

    private static InstrumentId instrument(int number) {
        return InstrumentId.parse("%s:S%04d-USD".formatted(MarketSimulation.VENUE, number));
    }

    public long bars() {
        return (long) symbols * minutes;
    }

    public Instant from() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The end of its last minute. */
    public Instant to() {
        return from().plus(minutes, ChronoUnit.MINUTES);
    }

    public void publish(EventPublisher publisher) {
        List<InstrumentId> instruments = instruments();
        for (int minute = 0; minute < minutes; minute++) {
            for (int number = 0; number < symbols; number++) {
                publisher.publish(trade(instruments.get(number), number, minute));
            }
        }
        publisher.flush();
    }

    /** The trade of an instrument, by its number, in a minute of the day. */
    public TradeEvent trade(int number, int minute) {
        return trade(instrument(number), number, minute);
    }

    private TradeEvent trade(InstrumentId instrument, int number, int minute) {
        long time = (day.toEpochDay() * MINUTES + minute) * 60 * SECOND_MICROS + number * 10_000L;
        long cents = Math.floorMod(37L * minute + 17L * number, 200L);
        return TradeEvent.newTrade(instrument, minute)
                // Days since 1970 are far below the simulator's id epochs, which are seconds.
                .idEpoch(Math.toIntExact(day.toEpochDay()))
                .sequence(minute)
                .eventTimeMicros(time)
                .receivedAtMicros(time + LATENCY_MICROS)
                .priceE9((100L + number) * E9 + cents * CENT_E9)
                .sizeE8((1 + minute % 7) * E8)
                .aggressor((minute & 1) == 0 ? Aggressor.BUY : Aggressor.SELL)
                .origin(Origin.LOAD)
                .availableDelayMicros(0)
                .build();
    }
}
