package io.tidemark.infra.benchmarks.corrections;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.Tidemarks;
import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.DayLoad;
import io.tidemark.infra.benchmarks.instance.DayOfTrades;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.instance.KeepingUp;
import io.tidemark.infra.benchmarks.instance.LandingStatus;
import io.tidemark.infra.benchmarks.instance.LogEnds;
import io.tidemark.infra.benchmarks.instance.Market;
import io.tidemark.infra.benchmarks.instance.Quiet;
import io.tidemark.infra.benchmarks.instance.TidemarkCommand;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.measure.Machine;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import io.tidemark.infra.benchmarks.measure.Ticker;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.wire.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Lets a market trade, corrects some of its trades of the last minutes and some of closed days that the batch layer has published,
 * and takes the time until each correction shows in its bar.
 */
public final class CorrectionsBench {
    /** After the last correction; what has not shown by then never does. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(1);
    private static final Duration LONGEST_LEAD = Duration.ofMinutes(3);
    private static final int HISTORY_DAYS = 2;
    private static final String BATCH_PATIENCE = "PT5M";

    private final Options options;
    private final Instance instance;
    private final PrintStream progress;
    private final ClickHouse owner;
    private final LandingStatus status;

    /**
     * @param share of the trades that are corrected
     * @param warmUpSeconds of the market alone, before the first correction
     */
    public record Options(double rate, double share, int seconds, int warmUpSeconds, int symbols, long seed) {
        public Options {
            if (seconds < 1 || warmUpSeconds < RecentTrades.YOUNGEST.toSeconds()) {
                throw new IllegalArgumentException("--seconds must be at least 1 and --warm-up "
                        + RecentTrades.YOUNGEST.toSeconds() + ", were " + seconds + " and " + warmUpSeconds);
            }
            if (!(rate > 0) || !(share > 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "--rate must be > 0 and --corrections > 0 and at most 1, were " + rate + " and " + share);
            }
        }

        double correctionsPerSecond() {
            return rate * share;
        }

        Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("tradesPerSecond", rate);
            json.put("corrections", share);
            json.put("correctionsPerSecond", correctionsPerSecond());
            json.put("seconds", seconds);
            json.put("warmUpSeconds", warmUpSeconds);
            json.put("symbols", symbols);
            json.put("seed", seed);
            json.put("pollMillis", Watcher.EVERY.toMillis());
            return json;
        }
    }

    public CorrectionsBench(Options options, Instance instance, PrintStream progress) {
        this.options = options;
        this.instance = instance;
        this.progress = progress;
        this.owner = ClickHouse.connect(instance.clickHouse());
        this.status = new LandingStatus(instance);
    }

    public BenchReport run() {
        Machine machine = Machine.now();
        TidemarkCommand tidemark = new TidemarkCommand(instance);
        List<DayOfTrades> history = history();
        Map<String, Object> settings = options.toJson();
        settings.put("tidemark", publishHistory(history, tidemark).toString());
        SampleFolder samples = SampleFolder.create(instance.home(), "corrections", Instant.now());
        Watchers watchers = new Watchers(
                new SqlBars(ClickHouse.connect(tidemark.analyst())),
                new RestBars(instance.api()),
                options.correctionsPerSecond());
        List<Correction> corrections;
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Market market = Market.live(instance, options.symbols(), options.seed(), options.rate());
                EventPublisher publisher = new EventPublisher(instance.kafka(), "tidemark-bench-corrections")) {
            RecentTrades recent = new RecentTrades(owner, status.ask().epoch(Topics.TRADES), options.seed());
            lead(market, recent);
            watchers.start();
            corrections = correct(new Candidates(recent, history, options.seed()), recent, publisher, watchers);
            watchers.awaitAll(PATIENCE);
            figures.put("clickHouseLagRecordsAtEnd", status.ask().lagRecords(LandingStatus.CLICKHOUSE));
            Market.Published published = market.stop();
            figures.put("producedTradesPerSecond", Math.rint(published.trades() / published.seconds()));
        }
        watchers.write(corrections, samples);
        figures.put("corrections", corrections.size());
        figures.putAll(watchers.figures(corrections));
        return new BenchReport(
                "corrections",
                machine,
                settings,
                figures,
                watchers.floors(),
                watchers.ratios(corrections),
                samples.path());
    }

    private List<DayOfTrades> history() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<DayOfTrades> days = new ArrayList<>();
        for (int back = HISTORY_DAYS; back > 0; back--) {
            days.add(DayOfTrades.whole(today.minusDays(back), options.symbols()));
        }
        return days;
    }

    /** Sees to it that the closed days lie behind the tidemark, and returns where that is. */
    private Instant publishHistory(List<DayOfTrades> history, TidemarkCommand tidemark) {
        try (LogEnds ends = new LogEnds(instance.kafka())) {
            Quiet quiet = new Quiet(status, ends);
            quiet.await(DayLoad.LONGEST_LANDING);
            DayLoad load = new DayLoad(instance, quiet, progress);
            history.forEach(load::ensure);
        }
        progress.printf("the batch layer publishes the closed days%n");
        JsonNode batch = tidemark.answer("batch", "--wait", BATCH_PATIENCE);
        Map<String, Long> marks = new Tidemarks(owner).read();
        DayOfTrades newest = history.get(history.size() - 1);
        Instant reached = newest.instruments().stream()
                .map(instrument -> marks.getOrDefault(instrument.toString(), 0L))
                .min(Long::compare)
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
                .orElse(Instant.EPOCH);
        if (reached.isBefore(newest.to())) {
            throw BenchException.notReady("The tidemark is at " + reached + " and not behind " + newest.day()
                    + ", although the batch layer has run: " + batch + ". See ./tidemark batch.");
        }
        return reached;
    }

    private void lead(Market market, RecentTrades recent) {
        progress.printf(
                "%,.0f trades a second arrive; the first correction follows in %d s%n",
                options.rate(), options.warmUpSeconds());
        long end =
                System.nanoTime() + Duration.ofSeconds(options.warmUpSeconds()).toNanos();
        note(recent, () -> System.nanoTime() - end >= 0);
        KeepingUp.await(status, options.rate());
        // On a busy machine the market's first trades may have landed only now, and none is old enough.
        note(recent, () -> System.nanoTime() - end >= LONGEST_LEAD.toNanos() || hasTrades(recent));
        if (market.isOver()) {
            market.report();
        }
    }

    private void note(RecentTrades recent, BooleanSupplier isOver) {
        while (!isOver.getAsBoolean()) {
            recent.note(status.ask(), System.nanoTime());
            Quiet.pause(BETWEEN_NOTES);
        }
    }

    private static boolean hasTrades(RecentTrades recent) {
        return !recent.draw(System.nanoTime()).isEmpty();
    }

    /** Publishes the corrections at their pace, one of each side in turn. */
    private List<Correction> correct(
            Candidates candidates, RecentTrades recent, EventPublisher publisher, Watchers watchers) {
        Prices prices = new Prices(Instant.now());
        List<Correction> published = new ArrayList<>();
        long count = Math.max(2, Math.round(options.correctionsPerSecond() * options.seconds()));
        progress.printf("%,d corrections, %.1f a second%n", count, options.correctionsPerSecond());
        long begun = System.nanoTime();
        long noted = begun;
        for (long number = 0; number < count; number++) {
            Ticker.SYSTEM.awaitUntil(begun + Math.round(number * 1e9 / options.correctionsPerSecond()));
            long now = System.nanoTime();
            if (now - noted > BETWEEN_NOTES.toNanos()) {
                noted = now;
                recent.note(status.ask(), now);
                watchers.check();
            }
            Side side = number % 2 == 0 ? Side.IN_FRONT : Side.BEHIND;
            Optional<TradeEvent> event =
                    candidates.next(side, now).flatMap(trade -> prices.correct(trade, Instant.now()));
            if (event.isEmpty()) {
                throw BenchException.failed("No trade is left to be corrected " + side.label()
                        + " of the tidemark: raise --warm-up or --symbols, or lower --corrections.");
            }
            Correction correction = new Correction(published.size(), side, event.get(), System.nanoTime());
            watchers.await(correction);
            publisher.publish(correction.event());
            published.add(correction);
        }
        publisher.flush();
        return published;
    }
}
