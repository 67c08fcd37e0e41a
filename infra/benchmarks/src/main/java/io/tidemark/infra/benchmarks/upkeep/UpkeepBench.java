package io.tidemark.infra.benchmarks.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Lets a market trade, first alone and then beside a batch job of the scheduler, and watches how far the stores fall behind. */
public final class UpkeepBench {
    /** Days younger than this are not closed for the maintenance. */
    private static final int YOUNGEST_DAY = 3;

    private static final int OLDEST_DAY = 60;
    private static final Duration LONGEST_JOB = Duration.ofMinutes(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final Options options;
    private final Triggers triggers;
    private final Instance instance;
    private final PrintStream progress;
    private final LandingStatus status;
    private final TidemarkCommand tidemark;

    /**
     * @param seconds half of them are measured without the job, which then runs for as long as it takes
     * @param days of trades that the job finds new
     */
    public record Options(
            UpkeepJob job, double rate, int seconds, int warmUpSeconds, int days, int symbols, long seed) {
        public Options {
            if (seconds < 2 || warmUpSeconds < 0 || days < 0 || !(rate > 0)) {
                throw new IllegalArgumentException(
                        "--seconds must be at least 2, --warm-up and --days 0 or more and --rate > 0, were " + seconds
                                + ", " + warmUpSeconds + ", " + days + " and " + rate);
            }
        }

        Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("job", job.label());
            json.put("tradesPerSecond", rate);
            json.put("seconds", seconds);
            json.put("warmUpSeconds", warmUpSeconds);
            json.put("days", days);
            json.put("symbols", symbols);
            json.put("seed", seed);
            json.put("pollMillis", LagWatch.EVERY.toMillis());
            return json;
        }
    }

    public UpkeepBench(Options options, Triggers triggers, Instance instance, PrintStream progress) {
        this.options = options;
        this.triggers = triggers;
        this.instance = instance;
        this.progress = progress;
        this.status = new LandingStatus(instance);
        this.tidemark = new TidemarkCommand(instance);
    }

    public BenchReport run() {
        Machine machine = Machine.now();
        loadDays();
        awaitIdleScheduler();
        SampleFolder samples =
                SampleFolder.create(instance.home(), "upkeep-" + options.job().label(), Instant.now());
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<String, Object> floors = new LinkedHashMap<>();
        Map<String, Object> ratios = new LinkedHashMap<>();
        try (Market market = Market.live(instance, options.symbols(), options.seed(), options.rate())) {
            progress.printf(
                    "%,.0f trades a second arrive; %d s do not count%n", options.rate(), options.warmUpSeconds());
            Quiet.pause(Duration.ofSeconds(options.warmUpSeconds()));
            KeepingUp.await(status, options.rate());
            LagWatch watch = new LagWatch(status);
            long aloneBegun = System.nanoTime();
            long aloneEnd = aloneBegun + Duration.ofSeconds(options.seconds()).toNanos() / 2;
            watch.until(() -> System.nanoTime() - aloneEnd >= 0);
            progress.printf("now %s runs beside%n", options.job().label());
            long jobAsked = System.nanoTime();
            CompletableFuture<JsonNode> job = CompletableFuture.supplyAsync(
                    () -> tidemark.answer("jobs", "run", options.job().label(), "--wait"));
            long deadline = jobAsked + LONGEST_JOB.toNanos();
            watch.until(() -> job.isDone() || System.nanoTime() - deadline >= 0);
            long jobEnded = System.nanoTime();
            JsonNode run = succeeded(job);
            long jobBegun = SchedulerAnswers.startedNanos(run, Instant.now(), System.nanoTime(), jobAsked);
            figures.put("jobSeconds", LagFigures.thousandths((jobEnded - jobBegun) / 1e9));
            figures.put("jobReport", run.path("report").toString());
            Market.Published published = market.stop();
            figures.put("producedTradesPerSecond", Math.rint(published.trades() / published.seconds()));
            watch.write(samples, jobBegun, jobEnded);
            for (String store : LagWatch.STORES) {
                Duration trigger = triggers.of(store);
                double limit = options.job().limitSeconds(triggers.seconds(store));
                LagFigures alone = LagFigures.between(watch.samples(), store, aloneBegun, aloneEnd, trigger);
                LagFigures beside = LagFigures.between(watch.samples(), store, jobBegun, jobEnded, trigger);
                floors.put(store + "Alone", alone.toJson(limit));
                figures.put(store + "Beside", beside.toJson(limit));
                ratios.put(store, ratios(alone, beside, limit));
            }
        }
        return new BenchReport("upkeep", machine, settings(), figures, floors, ratios, samples.path());
    }

    private static Map<String, Object> ratios(LagFigures alone, LagFigures beside, double limit) {
        Map<String, Object> ratio = new LinkedHashMap<>();
        ratio.put("maxBesideOfLimit", LagFigures.thousandths(beside.maxSeconds() / limit));
        ratio.put("maxAloneOfLimit", LagFigures.thousandths(alone.maxSeconds() / limit));
        ratio.put("isWithinLimit", beside.maxSeconds() <= limit);
        return ratio;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = options.toJson();
        for (String store : LagWatch.STORES) {
            settings.put(store + "TriggerSeconds", triggers.seconds(store));
            settings.put(store + "LimitSeconds", options.job().limitSeconds(triggers.seconds(store)));
        }
        return settings;
    }

    /** What the scheduler says of the run, which must have succeeded. */
    private JsonNode succeeded(CompletableFuture<JsonNode> job) {
        if (!job.isDone()) {
            throw BenchException.failed("The job " + options.job().label() + " has not ended within "
                    + LONGEST_JOB.toMinutes() + " minutes: see ./tidemark jobs.");
        }
        JsonNode run;
        try {
            run = job.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof BenchException known) {
                throw known;
            }
            throw failure;
        }
        if (!run.path("state").asText().equals("succeeded")) {
            throw BenchException.failed("The job " + options.job().label() + " did not succeed: " + run);
        }
        return run;
    }

    /** The scheduler runs one job at a time: another one would be what is watched, first alone and then instead of this one. */
    private void awaitIdleScheduler() {
        long deadline = System.nanoTime() + LONGEST_JOB.toNanos();
        List<String> busy = SchedulerAnswers.busy(tidemark.answer("jobs"));
        while (!busy.isEmpty()) {
            if (System.nanoTime() - deadline >= 0) {
                throw BenchException.notReady("The scheduler is still busy with " + busy + " after "
                        + LONGEST_JOB.toMinutes() + " minutes: see ./tidemark jobs.");
            }
            progress.printf("waiting for %s, which the scheduler runs%n", busy);
            Quiet.pause(BETWEEN_LOOKS);
            busy = SchedulerAnswers.busy(tidemark.answer("jobs"));
        }
    }

    /** Publishes days that the instance does not have yet, so that the job has something to do. */
    private void loadDays() {
        try (LogEnds ends = new LogEnds(instance.kafka())) {
            Quiet quiet = new Quiet(status, ends);
            quiet.await(DayLoad.LONGEST_LANDING);
            DayLoad load = new DayLoad(instance, quiet, progress);
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            List<DayOfTrades> fresh = new ArrayList<>();
            for (int back = YOUNGEST_DAY; back <= OLDEST_DAY && fresh.size() < options.days(); back++) {
                DayOfTrades day = DayOfTrades.whole(today.minusDays(back), options.symbols());
                if (load.bars(day) == 0) {
                    fresh.add(day);
                }
            }
            if (fresh.size() < options.days()) {
                throw BenchException.notReady("The last " + OLDEST_DAY + " days have trades already, so the job"
                        + " would find nothing new: use a fresh instance (./tidemark down --wipe), or --days 0.");
            }
            fresh.forEach(load::ensure);
        }
    }
}
