package io.tidemark.infra.benchmarks.query;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.DayLoad;
import io.tidemark.infra.benchmarks.instance.DayOfTrades;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.instance.KeepingUp;
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
    /** The market trades for so long before the first question: its newest trades are what is asked for. */
    private static final Duration LEAD = Duration.ofSeconds(60);

    private static final Duration TICK_RANGE = Duration.ofSeconds(20);
    private static final int BUSIEST = 20;

    private final Options options;
    private final Instance instance;
    private final PrintStream progress;
    private final ClickHouse clickHouse;

    /**
     * @param rate calls a second; @param heavyCalls and @param heavyRate of the question with the large answer
     * @param marketRate trades a second that arrive meanwhile
     * @param only names of questions; empty is all
     */
    public record Options(
            int calls,
            double rate,
            int heavyCalls,
            double heavyRate,
            double marketRate,
            int symbols,
            long seed,
            List<String> only) {
        public Options {
            if (calls < 1 || heavyCalls < 1 || !(rate > 0) || !(heavyRate > 0)) {
                throw new IllegalArgumentException(
                        "--calls and --heavy-calls must be at least 1 and the rates > 0, were " + calls + ", "
                                + heavyCalls + ", " + rate + " and " + heavyRate);
            }
            only = List.copyOf(only);
        }

        Map<String, Object> toJson(LocalDate day) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("calls", calls);
            json.put("callsPerSecond", rate);
            json.put("heavyCalls", heavyCalls);
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
        DayOfTrades history = DayOfTrades.whole(day, options.symbols());
        LandingStatus status = new LandingStatus(instance);
        try (LogEnds ends = new LogEnds(instance.kafka())) {
            Quiet quiet = new Quiet(status, ends);
            quiet.await(DayLoad.LONGEST_LANDING);
            new DayLoad(instance, quiet, progress).ensure(history);
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

    /** Waits until there is something to ask for, and finds instruments with enough trades. */
    private Questions.Ticks lead(Market market, LandingStatus status) {
        Instant from = Instant.now().plusSeconds(30).truncatedTo(ChronoUnit.SECONDS);
        Instant to = from.plus(TICK_RANGE);
        progress.printf(
                "%,.0f trades a second arrive; asking begins in %d s%n", options.marketRate(), LEAD.toSeconds());
        Quiet.pause(LEAD);
        KeepingUp.await(status, options.marketRate());
        if (market.isOver()) {
            market.report();
        }
        List<String> busy = clickHouse
                .query("SELECT instrument FROM trades WHERE event_time >= {from:DateTime64(6, 'UTC')}"
                        + " AND event_time < {to:DateTime64(6, 'UTC')} GROUP BY instrument HAVING count() >= 1000"
                        + " ORDER BY count() DESC LIMIT " + BUSIEST)
                .bind("from", DayLoad.sqlTime(from))
                .bind("to", DayLoad.sqlTime(to))
                .list(row -> row.getText(0));
        if (busy.isEmpty()) {
            throw BenchException.failed("No instrument has 1,000 trades in " + TICK_RANGE.toSeconds()
                    + " s: raise --market-rate, or ask --only the other questions with fewer --symbols.");
        }
        return new Questions.Ticks(busy, from, to);
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
