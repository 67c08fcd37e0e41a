package io.tidemark.infra.benchmarks.proof;

import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.feed.sim.Disorder;
import io.tidemark.feed.sim.DisorderlyMarket;
import io.tidemark.feed.sim.MarketEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The disorderly market of one run, with instruments of its own, so far back that no correction moves a trade into the future. Its
 * trades are simulated, or those of files.
 */
public final class ProofMarket {
    /** Two corrections may move a trade, and the last late event must lie in the past. */
    private static final Duration MARGIN =
            Disorder.FARTHEST_MOVE.multipliedBy(2).plusHours(12);
    /** A candle begins at most a month before its trade. */
    private static final Duration LONGEST_CANDLE = Duration.ofDays(32);

    private final Map<String, Object> settings;
    private final RunName run;
    private final ProofTrades trades;
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
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("events", events);
            json.put("symbols", symbols);
            json.putAll(disorder(seed));
            return json;
        }
    }

    /** @param limit at most so many trades, the first of each file in equal shares; 0 is all */
    public record FileOptions(List<Path> paths, long limit, long seed) {
        public FileOptions {
            paths = List.copyOf(paths);
            if (paths.isEmpty() || limit < 0) {
                throw new IllegalArgumentException(
                        "--files needs a path and --limit must not be negative, were " + paths + " and " + limit);
            }
        }
    }

    /** Asked before each event; may make the publisher wait. */
    @FunctionalInterface
    public interface Pace {
        void before(long published);
    }

    private ProofMarket(Map<String, Object> settings, long seed, RunName run, ProofTrades trades) {
        this.settings = settings;
        this.run = run;
        this.trades = trades;
        this.market = new DisorderlyMarket(trades.originals(), Disorder.OF_THE_PROOF, seed, finals);
    }

    public static ProofMarket simulated(Options options, Instant now) {
        RunName run = RunName.at(now);
        return new ProofMarket(
                options.toJson(), options.seed(), run, ProofTrades.simulated(options, run, now.minus(MARGIN)));
    }

    /**
     * @throws IllegalArgumentException when the files are so young that corrections could move their trades into the future
     * @throws io.tidemark.feed.publish.FeedException when a file cannot be used
     */
    public static ProofMarket ofFiles(FileOptions options, Instant now) {
        RunName run = RunName.at(now);
        ProofTrades trades = ProofTrades.of(options.paths(), options.limit(), run, now);
        Instant last = MicrosRange.instant(trades.span().widened(MARGIN).to());
        if (last.isAfter(now)) {
            throw new IllegalArgumentException(
                    "--files end at " + MicrosRange.text(trades.span().to())
                            + ", and their trades are moved by up to " + MARGIN.toHours()
                            + " hours, which would be in the future: take older ones, or wait until " + last);
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("limit", options.limit());
        settings.putAll(trades.found());
        settings.putAll(disorder(options.seed()));
        return new ProofMarket(settings, options.seed(), run, trades);
    }

    private static Map<String, Object> disorder(long seed) {
        Disorder disorder = Disorder.OF_THE_PROOF;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", seed);
        json.put("shuffleHours", disorder.shuffle().toHours());
        json.put("latestHours", disorder.latest().toHours());
        json.put("repeats", disorder.repeats());
        json.put("late", disorder.late());
        json.put("corrections", disorder.corrections());
        json.put("cancellations", disorder.cancellations());
        return json;
    }

    /** What it was made of, for the report. */
    public Map<String, Object> settings() {
        return settings;
    }

    public Collection<InstrumentId> instruments() {
        return trades.instruments();
    }

    /** UTC dates that an event of this market may ever have stood on. */
    public List<LocalDate> days() {
        MicrosRange reach = trades.span().widened(MARGIN.plusDays(1));
        LocalDate first = date(reach.from());
        LocalDate last = date(reach.to());
        return Stream.iterate(first, day -> !day.isAfter(last), day -> day.plusDays(1))
                .toList();
    }

    private static LocalDate date(long micros) {
        return LocalDate.ofInstant(MicrosRange.instant(micros), ZoneOffset.UTC);
    }

    /** A range in which every candle of the market begins. */
    MicrosRange all() {
        return trades.span().widened(MARGIN.plus(LONGEST_CANDLE));
    }

    /** Where candles of one second are compared. */
    MicrosRange seconds() {
        return trades.seconds();
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
        heartbeat(publisher, trades.span().widened(MARGIN).to());
        publisher.flush();
    }

    private void heartbeat(EventPublisher publisher, long micros) {
        String venue = trades.instruments().get(0).venue();
        publisher.heartbeat(venue, run.number(), micros, micros, trades.origin());
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
