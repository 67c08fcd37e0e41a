package io.tidemark.infra.benchmarks.query;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.instance.LandingStatus;
import io.tidemark.infra.benchmarks.instance.LogEnds;
import io.tidemark.infra.benchmarks.instance.Market;
import io.tidemark.infra.benchmarks.instance.Quiet;
import io.tidemark.infra.benchmarks.instance.SqlClient;
import io.tidemark.infra.benchmarks.instance.TidemarkCommand;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.measure.Machine;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets a market trade and asks one question after the other, each many times at a fixed rate. */
public final class QueryBench {
    /** A day of bars lands within this, also where other trades have to be looked up for it. */
    private static final Duration LONGEST_LANDING = Duration.ofMinutes(10);
    /** The market trades for so long before the first question: its newest trades are what is asked for. */
    private static final Duration LEAD = Duration.ofSeconds(60);

    /** A fresh streaming job compiles, and falls behind, before it keeps up: that is not what the questions are about. */
    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(5);

    private static final double MOST_SECONDS_BEHIND = 2;

    private static final Duration TICK_RANGE = Duration.ofSeconds(20);
    private static final int BUSIEST = 20;

    private final Options options;
    private final Instance instance;
    private final PrintStream progress;
    private final ClickHouse clickHouse;

    /**
     * @param rate calls a second; @param heavyRate of the question with the large answer
     * @param marketRate trades a second that arrive meanwhile
     * @param only names of questions; empty is all
     */
    public record Options(
            int calls, double rate, double heavyRate, double marketRate, int symbols, long seed, List<String> only) {
        public Options {
            if (calls < 1 || !(rate > 0) || !(heavyRate > 0)) {
                throw new IllegalArgumentException("--calls must be at least 1 and the rates > 0, were " + calls + ", "
                        + rate + " and " + heavyRate);
            }
            only = List.copyOf(only);
        }

        Map<String, Object> toJson(LocalDate day) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("calls", calls);
            json.put("callsPerSecond", rate);
            json.put("heavyCallsPerSecond", heavyRate);
            json.put("marketTradesPerSecond", marketRate);
            json.put("symbols", symbols);
            json.put("seed", seed);
            json.put("day", day.toString());
            return json;
        }
    }

    public QueryBench(Options options, Instance instance, PrintStream progress) {
        this.options = options;
        this.instance = instance;
        this.progress = progress;
        this.clickHouse = ClickHouse.connect(instance.clickHouse());
    }

    public BenchReport run() {
        Machine machine = Machine.now();
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        DayOfTrades history = new DayOfTrades(day, options.symbols());
        LandingStatus status = new LandingStatus(instance);
        try (LogEnds ends = new LogEnds(instance.kafka())) {
            Quiet quiet = new Quiet(status, ends);
            quiet.await(LONGEST_LANDING);
            ensure(history, quiet);
        }
        SampleFolder samples = SampleFolder.create(instance.home(), "query", Instant.now());
        try (Market market = Market.live(instance, options.symbols(), options.seed(), options.marketRate())) {
            Questions.Ticks ticks = lead(market, status);
            SqlClient sql = new SqlClient(new TidemarkCommand(instance).analyst());
            Questions questions = new Questions(sql, instance.api(), history.instruments(), day, ticks, options.seed());
            Answers answers = new Answers(options, progress);
            answers.ask(wanted(questions.all()), samples);
            long lagRecords = status.ask().lagRecords(LandingStatus.CLICKHOUSE);
            Market.Published published = market.stop();
            Map<String, Object> figures = answers.figures();
            figures.put("arrivedTradesPerSecond", Math.rint(published.trades() / published.seconds()));
            figures.put("clickHouseLagRecordsAtEnd", lagRecords);
            return new BenchReport(
                    "query", machine, options.toJson(day), figures, answers.floors(), answers.ratios(), samples.path());
        }
    }

    private void ensure(DayOfTrades history, Quiet quiet) {
        if (bars(history) >= history.bars()) {
            return;
        }
        progress.printf("loading %,d trades of %s, a bar each%n", history.bars(), history.day());
        try (EventPublisher publisher = new EventPublisher(instance.kafka(), "tidemark-bench-history")) {
            history.publish(publisher);
        }
        quiet.await(LONGEST_LANDING);
        long bars = bars(history);
        if (bars != history.bars()) {
            throw BenchException.failed("The day " + history.day() + " should have " + history.bars()
                    + " one-minute bars and has " + bars + ". Run ./tidemark audit.");
        }
    }

    private long bars(DayOfTrades history) {
        Instant from = history.day().atStartOfDay(ZoneOffset.UTC).toInstant();
        return clickHouse
                .query("SELECT count() FROM bars_1m WHERE startsWith(instrument, 'sim:')"
                        + " AND start >= {from:DateTime64(6, 'UTC')} AND start < {to:DateTime64(6, 'UTC')}")
                .bind("from", Questions.sqlTime(from))
                .bind("to", Questions.sqlTime(from.plus(1, ChronoUnit.DAYS)))
                .first(row -> row.getLong(0))
                .orElse(0L);
    }

    /** Waits until there is something to ask for, and finds instruments with enough trades. */
    private Questions.Ticks lead(Market market, LandingStatus status) {
        Instant from = Instant.now().plusSeconds(30).truncatedTo(ChronoUnit.SECONDS);
        Instant to = from.plus(TICK_RANGE);
        progress.printf(
                "%,.0f trades a second arrive; asking begins in %d s%n", options.marketRate(), LEAD.toSeconds());
        Quiet.pause(LEAD);
        awaitKeepingUp(status);
        if (market.isOver()) {
            market.report();
        }
        List<String> busy = clickHouse
                .query("SELECT instrument FROM trades WHERE event_time >= {from:DateTime64(6, 'UTC')}"
                        + " AND event_time < {to:DateTime64(6, 'UTC')} GROUP BY instrument HAVING count() >= 1000"
                        + " ORDER BY count() DESC LIMIT " + BUSIEST)
                .bind("from", Questions.sqlTime(from))
                .bind("to", Questions.sqlTime(to))
                .list(row -> row.getText(0));
        if (busy.isEmpty()) {
            throw BenchException.failed("No instrument has 1,000 trades in " + TICK_RANGE.toSeconds()
                    + " s: raise --market-rate, or ask --only the other questions with fewer --symbols.");
        }
        return new Questions.Ticks(busy, from, to);
    }

    private void awaitKeepingUp(LandingStatus status) {
        long begin = System.nanoTime();
        while (status.ask().lagRecords(LandingStatus.CLICKHOUSE) > MOST_SECONDS_BEHIND * options.marketRate()) {
            if (System.nanoTime() - begin > LONGEST_WARM_UP.toNanos()) {
                throw BenchException.failed("Landing in ClickHouse is still more than " + MOST_SECONDS_BEHIND
                        + " s behind after " + LONGEST_WARM_UP.toMinutes() + " min: lower --market-rate.");
            }
            Quiet.pause(Duration.ofSeconds(1));
        }
    }

    private List<Question> wanted(List<Question> all) {
        List<String> names = all.stream().map(Question::name).toList();
        List<String> unknown =
                options.only().stream().filter(name -> !names.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("--only: unknown " + unknown + ", there are " + names);
        }
        return all.stream()
                .filter(question ->
                        options.only().isEmpty() || options.only().contains(question.name()) || question.isFloor())
                .toList();
    }
}
