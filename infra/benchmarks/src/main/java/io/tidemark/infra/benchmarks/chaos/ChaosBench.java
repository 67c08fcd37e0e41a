package io.tidemark.infra.benchmarks.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.instance.LandingStatus;
import io.tidemark.infra.benchmarks.instance.LandingWait;
import io.tidemark.infra.benchmarks.instance.LogEnds;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.infra.benchmarks.instance.Quiet;
import io.tidemark.infra.benchmarks.instance.RebuildJob;
import io.tidemark.infra.benchmarks.instance.TidemarkCommand;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.measure.Machine;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import io.tidemark.infra.benchmarks.proof.CandleProof;
import io.tidemark.infra.benchmarks.proof.ProofMarket;
import io.tidemark.wire.Topics;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Publishes a market in disorder, kills processes of the instance meanwhile and starts them again by {@code ./tidemark up}, then
 * counts every offset and compares every candle.
 */
public final class ChaosBench {
    /** A rebuild of the market's bars, as a process of this benchmark's own. */
    static final String BATCH_JOB = "batch";

    /** All that {@code up} starts but a feed: none may run beside this one. */
    static final List<String> COMPONENTS = List.of("streaming", "kafka", "clickhouse", "s3", "api", "scheduler");

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int MOST_UPS = 5;
    private static final long LAST_FLUSH_MINUTES = 15;

    private final Options options;
    private final Instance instance;
    private final PrintStream progress;
    private final TidemarkCommand tidemark;
    private final Recoveries recoveries = new Recoveries();

    /** @param rate events a second while nothing is down */
    public record Options(ProofMarket.Options market, int kills, double rate) {
        public Options {
            if (kills < 1 || !(rate > 0)) {
                throw new IllegalArgumentException(
                        "--kills must be at least 1 and --rate above 0, were " + kills + " and " + rate);
            }
        }
    }

    public ChaosBench(Options options, Instance instance, PrintStream progress) {
        this.options = options;
        this.instance = instance;
        this.progress = progress;
        this.tidemark = new TidemarkCommand(instance);
    }

    public BenchReport run() {
        Machine machine = Machine.now();
        LandingStatus status = new LandingStatus(instance);
        status.ask();
        SampleFolder samples = SampleFolder.create(instance.home(), "chaos", Instant.now());
        ProofMarket market = ProofMarket.simulated(options.market(), Instant.now());
        KillPlan plan = KillPlan.of(
                options.market().seed(), options.kills(), options.market().events(), victims(), BATCH_JOB);
        Map<Integer, Long> from;
        try (LogEnds ends = new LogEnds(instance.kafka())) {
            new Quiet(status, ends).await(PATIENCE);
            from = ends.of(Topics.TRADES);
        }
        progress.printf(
                "%d kills while %,d events are published, samples go to %s%n",
                options.kills(), options.market().events(), samples.path());
        long begun = System.nanoTime();
        publishAndKill(market, plan, samples);
        Map<String, Object> figures = new LinkedHashMap<>(recoveries.toJson());
        figures.put("published", market.tally());
        try (LogEnds ends = new LogEnds(instance.kafka())) {
            LogRange range = new LogRange(from, ends.of(Topics.TRADES));
            new LandingWait(status, progress).until(range);
            figures.put("records", range.records());
        }
        figures.put("seconds", Math.rint((System.nanoTime() - begun) / 1e9));
        AuditCount audit = audit(samples);
        figures.put("audit", audit.toJson());
        CandleProof.Result proof = new CandleProof(instance, market, samples, progress).run();
        figures.putAll(proof.figures());
        figures.put("ok", audit.isOk() && proof.differingValues() == 0);
        return new BenchReport("chaos", machine, settings(), figures, Map.of(), Map.of(), samples.path());
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("kills", options.kills());
        settings.put("eventsPerSecond", options.rate());
        settings.putAll(options.market().toJson());
        return settings;
    }

    /** The batch job, and of the components those that run from this home. */
    static List<String> victims(Path home) {
        List<String> victims = new ArrayList<>();
        victims.add(BATCH_JOB);
        COMPONENTS.stream()
                .filter(component -> Victim.of(home, component).pid().isPresent())
                .forEach(victims::add);
        return victims;
    }

    /** What runs elsewhere has no pid file and is left alone. */
    private List<String> victims() {
        List<String> victims = victims(instance.home());
        if (victims.size() == 1) {
            throw BenchException.notReady("Nothing of this instance runs from " + instance.home()
                    + ", so there is nothing to kill: ./tidemark up --feed none");
        }
        return victims;
    }

    private void publishAndKill(ProofMarket market, KillPlan plan, SampleFolder samples) {
        KillPace pace = new KillPace(options.rate(), plan.limit(0));
        try (EventPublisher publisher = new EventPublisher(instance.kafka(), "bench-chaos");
                SampleFolder.Csv csv =
                        samples.csv("kills", "number", "component", "after_events", "recovery_seconds")) {
            CompletableFuture<Void> publishing =
                    CompletableFuture.runAsync(() -> market.publish(publisher, pace), ChaosBench::start);
            int done = 0;
            for (KillPlan.Kill kill : plan.kills()) {
                while (pace.published() < kill.afterEvents() && !publishing.isDone()) {
                    Quiet.pause(POLL);
                }
                long events = pace.published();
                double seconds = kill(kill, market, samples.path());
                done++;
                pace.moveLimit(plan.limit(done));
                csv.row(done, kill.component(), events, seconds);
                progress.printf(
                        "kill %3d of %d: %-10s after %,12d events, all answered again after %.1f s%n",
                        done, plan.kills().size(), kill.component(), events, seconds);
            }
            await(publishing);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "market");
        thread.setDaemon(true);
        thread.start();
    }

    private static void await(CompletableFuture<Void> publishing) {
        try {
            publishing.get(LAST_FLUSH_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException failure) {
            throw BenchException.failed("publishing failed: " + failure.getCause(), failure);
        } catch (TimeoutException late) {
            throw BenchException.failed(
                    "the market was not published within " + LAST_FLUSH_MINUTES + " minutes after the last kill", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BenchException.failed("interrupted", interrupted);
        }
    }

    /** Returns after how many seconds everything answered again; a batch job that was killed stays dead, nobody waits for it. */
    private double kill(KillPlan.Kill kill, ProofMarket market, Path folder) {
        recoveries.killed(kill.component());
        if (kill.component().equals(BATCH_JOB)) {
            RebuildJob job =
                    RebuildJob.start(market.days(), market.instruments(), folder.resolve("killed-rebuilds.log"));
            Quiet.pause(Duration.ofMillis(kill.delayMillis()));
            job.kill();
            return 0;
        }
        Quiet.pause(Duration.ofMillis(kill.delayMillis()));
        long killed = System.nanoTime();
        Victim.of(instance.home(), kill.component()).kill();
        up(folder.resolve("up.log"));
        long took = System.nanoTime() - killed;
        recoveries.recovered(kill.component(), took);
        return took / 1e9;
    }

    private void up(Path log) {
        for (int attempt = 1; attempt <= MOST_UPS; attempt++) {
            if (tidemark.run(log, "up", "--feed", "none") == 0) {
                return;
            }
            recoveries.upFailed();
        }
        throw BenchException.failed(
                "./tidemark up failed " + MOST_UPS + " times after a kill; what it said is in " + log);
    }

    private AuditCount audit(SampleFolder samples) {
        JsonNode audit = tidemark.answer("audit", "--wait", "PT5M");
        AuditCount.write(audit, samples);
        AuditCount count = AuditCount.of(audit);
        count.print(progress);
        return count;
    }
}
