package io.tidemark.infra.benchmarks.serving;

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
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.measure.Machine;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks for a day of one-minute bars through the serving views and from a plain table of the same rows, in turns: of yesterday,
 * whose versions are merged, and of today, while a market trades.
 */
public final class ServingBench {
    private static final String STORED = "stored_bars_1m";
    /** The market trades for so long before the first question about today, so that there are versions to sort out. */
    private static final Duration LEAD = Duration.ofSeconds(30);
    /** A day that has hardly begun has no bars whose versions could cost anything. */
    private static final int FEWEST_MINUTES = 10;

    private final Options options;
    private final Instance instance;
    private final PrintStream progress;
    private final ClickHouse owner;
    private final SqlClient sql;

    /** @param rounds in each of which every question is asked once; @param marketRate trades a second of the current day */
    public record Options(int rounds, double marketRate, int symbols, long seed) {
        public Options {
            if (rounds < 1 || !(marketRate > 0)) {
                throw new IllegalArgumentException("--repetitions must be at least 1 and --market-rate > 0, were "
                        + rounds + " and " + marketRate);
            }
        }
    }

    public ServingBench(Options options, Instance instance, PrintStream progress) {
        this.options = options;
        this.instance = instance;
        this.progress = progress;
        this.owner = ClickHouse.connect(instance.clickHouse());
        this.sql = new SqlClient(instance.clickHouse());
    }

    public BenchReport run() {
        Machine machine = Machine.now();
        LandingStatus status = new LandingStatus(instance);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate yesterday = today.minusDays(1);
        int minutes = minutesOfToday();
        try (LogEnds ends = new LogEnds(instance.kafka())) {
            Quiet quiet = new Quiet(status, ends);
            quiet.await(DayLoad.LONGEST_LANDING);
            DayLoad load = new DayLoad(instance, quiet, progress);
            load.ensure(DayOfTrades.whole(yesterday, options.symbols()));
            load.ensure(new DayOfTrades(today, options.symbols(), minutes));
        }
        SampleFolder samples = SampleFolder.create(instance.home(), "serving", Instant.now());
        String run = "bench_serving_" + System.currentTimeMillis();
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<String, Object> floors = new LinkedHashMap<>();
        Map<String, Object> ratios = new LinkedHashMap<>();
        try (PlainTable plain = PlainTable.create(owner, run)) {
            List<DayQuestion> questions = DayQuestion.all(plain.name());

            Map<String, Object> merged = new LinkedHashMap<>();
            putParts(merged, "Before", yesterday);
            PlainTable.merge(owner, STORED, yesterday);
            plain.copy(yesterday);
            putParts(merged, "Asked", yesterday);
            merged.put("rows", requireSameRows(questions, yesterday));
            progress.printf("%s, merged: %d rounds%n", yesterday, options.rounds());
            DayPhase first = new DayPhase(run, "merged", yesterday, questions, sql);
            first.ask(options.rounds(), new ServerLog(owner), samples);
            add(first, "merged", merged, figures, floors, ratios);

            Map<String, Object> current = new LinkedHashMap<>();
            try (Market market = Market.live(instance, options.symbols(), options.seed(), options.marketRate())) {
                progress.printf("%,.0f trades a second arrive%n", options.marketRate());
                Quiet.pause(LEAD);
                KeepingUp.await(status, options.marketRate());
                plain.copy(today);
                putParts(current, "Before", today);
                current.put("rowsOfPlain", digest(plainOf(questions), today).get(0));
                progress.printf("%s, while it is traded: %d rounds%n", today, options.rounds());
                DayPhase second = new DayPhase(run, "current", today, questions, sql);
                second.ask(options.rounds(), new ServerLog(owner), samples);
                putParts(current, "After", today);
                Market.Published published = market.stop();
                current.put("arrivedTradesPerSecond", Math.rint(published.trades() / published.seconds()));
                add(second, "current", current, figures, floors, ratios);
            }
        }
        ratios.put("target", Map.of("merged", 1.3, "current", 2.5));
        return new BenchReport(
                "serving", machine, settings(yesterday, today, minutes), figures, floors, ratios, samples.path());
    }

    /** Whole ones that lie behind us, without the last: its trades may still be on their way. */
    private static int minutesOfToday() {
        int minutes = LocalTime.now(ZoneOffset.UTC).toSecondOfDay() / 60 - 1;
        if (minutes < FEWEST_MINUTES) {
            throw BenchException.notReady("The current day (UTC) has only " + Math.max(0, minutes)
                    + " minutes: run this again when it has " + FEWEST_MINUTES + ", better some hundred.");
        }
        return minutes;
    }

    private void putParts(Map<String, Object> figures, String when, LocalDate day) {
        List<Long> stored = PlainTable.partsAndRows(owner, STORED, day);
        figures.put("parts" + when, stored.get(0));
        figures.put("storedVersions" + when, stored.get(1));
    }

    /** Whoever answers with other rows is not compared. Returns how many there are. */
    private Object requireSameRows(List<DayQuestion> questions, LocalDate day) {
        List<Object> wanted = digest(plainOf(questions), day);
        for (DayQuestion question : questions) {
            List<Object> has = digest(question, day);
            if (!has.equals(wanted)) {
                throw BenchException.failed("'" + question.source() + "' has other bars of " + day
                        + " than the plain copy of bars_1m: " + has + ", not " + wanted
                        + ". If a feed or a batch job changed them meanwhile, run this again.");
            }
        }
        return wanted.get(0);
    }

    private List<Object> digest(DayQuestion question, LocalDate day) {
        Map<String, String> bindings = DayQuestion.bindings(day);
        return owner.query(question.digestSql())
                .bind("from", bindings.getOrDefault("from", ""))
                .bind("to", bindings.getOrDefault("to", ""))
                .first(row -> List.<Object>of(row.getLong(0), row.getText(1)))
                .orElse(List.of(0L, ""));
    }

    private static DayQuestion plainOf(List<DayQuestion> questions) {
        return questions.stream()
                .filter(question -> question.name().equals(DayQuestion.PLAIN))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no question asks the plain table"));
    }

    private void add(
            DayPhase phase,
            String name,
            Map<String, Object> about,
            Map<String, Object> figures,
            Map<String, Object> floors,
            Map<String, Object> ratios) {
        about.putAll(phase.figures());
        figures.put(name, about);
        floors.put(name, phase.floors());
        ratios.put(name, phase.ratios());
        progress.printf("%s: %s%n", name, phase.ratios());
    }

    private Map<String, Object> settings(LocalDate yesterday, LocalDate today, int minutes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("repetitions", options.rounds());
        json.put("symbols", options.symbols());
        json.put("marketTradesPerSecond", options.marketRate());
        json.put("seed", options.seed());
        json.put("mergedDay", yesterday.toString());
        json.put("currentDay", today.toString());
        json.put("currentDayMinutes", minutes);
        return json;
    }
}
