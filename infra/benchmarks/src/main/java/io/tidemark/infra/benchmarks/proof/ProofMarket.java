package io.tidemark.infra.benchmarks.proof;

import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.feed.sim.Disorder;
import io.tidemark.feed.sim.DisorderlyMarket;
import io.tidemark.feed.sim.MarketEvent;
import io.tidemark.feed.sim.MarketSimulation;
import io.tidemark.feed.sim.SimulationSettings;
import io.tidemark.market.event.Origin;
import io.tidemark.market.instrument.InstrumentId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The disorderly market of one run, with instruments of its own: seven days around the first of a month, so that days, a week and
 * two months are cut through, and so far back that no correction moves a trade into the future.
 */
public final class ProofMarket {
    private static final Duration HALF = Duration.ofHours(84);
    /** Two corrections may move a trade, and the last late event must lie in the past. */
    private static final Duration MARGIN =
            Disorder.FARTHEST_MOVE.multipliedBy(2).plusHours(12);
    /** As the simulator's: seconds since 2020, so that each run has ids and names of its own. */
    private static final long EPOCH_BEGIN_SECOND = 1_577_836_800L;

    private final Options options;
    private final int idEpoch;
    private final long middleMicros;
    private final FinalTrades finals = new FinalTrades();
    private final DisorderlyMarket market;
    private long published;

    /** @param events about how many are published, all together */
    public record Options(long events, int symbols, long seed) {
        public Options {
            if (events < 1_000 || symbols < 1 || symbols > 1_000) {
                throw new IllegalArgumentException(
                        "--events must be at least 1000 and --symbols 1 to 1000, were " + events + " and " + symbols);
            }
        }

        public Map<String, Object> toJson() {
            Disorder disorder = Disorder.OF_THE_PROOF;
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("events", events);
            json.put("symbols", symbols);
            json.put("seed", seed);
            json.put("shuffleHours", disorder.shuffle().toHours());
            json.put("latestHours", disorder.latest().toHours());
            json.put("repeats", disorder.repeats());
            json.put("late", disorder.late());
            json.put("corrections", disorder.corrections());
            json.put("cancellations", disorder.cancellations());
            return json;
        }
    }

    /** Asked before each event; may make the publisher wait. */
    @FunctionalInterface
    public interface Pace {
        void before(long published);
    }

    public ProofMarket(Options options, Instant now) {
        this.options = options;
        this.idEpoch = Math.toIntExact(now.getEpochSecond() - EPOCH_BEGIN_SECOND);
        Instant latest = now.minus(HALF).minus(MARGIN);
        Instant middle = latest.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .withDayOfMonth(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        this.middleMicros = middle.getEpochSecond() * 1_000_000;
        long trades = Disorder.OF_THE_PROOF.tradesOf(options.events());
        SimulationSettings settings = SimulationSettings.of(
                options.symbols(),
                options.seed(),
                (double) trades / HALF.multipliedBy(2).toSeconds(),
                middleMicros - micros(HALF),
                idEpoch);
        this.market = new DisorderlyMarket(
                settings,
                Disorder.OF_THE_PROOF,
                trades,
                "X" + Integer.toString(idEpoch, Character.MAX_RADIX).toUpperCase(Locale.ROOT),
                finals);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    public Options options() {
        return options;
    }

    public Collection<InstrumentId> instruments() {
        return market.instruments();
    }

    /** UTC dates that a trade of this market may ever have stood on. */
    public List<LocalDate> days() {
        LocalDate middle =
                LocalDate.ofEpochDay(Duration.ofNanos(middleMicros * 1_000).toDays());
        long reach = HALF.plus(MARGIN).toDays() + 1;
        return Stream.iterate(middle.minusDays(reach), day -> day.plusDays(1))
                .limit(2 * reach + 1)
                .toList();
    }

    /** A range in which every candle of the market begins. */
    MicrosRange all() {
        long reach = micros(Duration.ofDays(62));
        return new MicrosRange(middleMicros - reach, middleMicros + reach);
    }

    /** An hour on either side of the first of the month. */
    MicrosRange seconds() {
        long hour = micros(Duration.ofHours(1));
        return new MicrosRange(middleMicros - hour, middleMicros + hour);
    }

    FinalTrades finals() {
        return finals;
    }

    /** Publishes all of it, and at the end a heartbeat that closes what is open. Everything is acknowledged then. */
    public void publish(EventPublisher publisher, Pace pace) {
        while (market.hasNext()) {
            pace.before(published);
            MarketEvent event = market.next();
            if (event instanceof MarketEvent.OfTrade traded) {
                publisher.publish(traded.trade());
                published++;
            } else {
                heartbeat(publisher, event.eventTimeMicros());
            }
        }
        heartbeat(publisher, middleMicros + micros(HALF) + micros(MARGIN));
        publisher.flush();
    }

    private void heartbeat(EventPublisher publisher, long micros) {
        publisher.heartbeat(MarketSimulation.VENUE, idEpoch, micros, micros, Origin.LIVE);
    }

    /** What was published. */
    public Map<String, Object> tally() {
        DisorderlyMarket.Tally tally = market.tally();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("events", published);
        json.put("trades", tally.trades());
        json.put("repeats", tally.repeats());
        json.put("late", tally.late());
        json.put("corrections", tally.corrections());
        json.put("cancellations", tally.cancellations());
        return json;
    }
}
