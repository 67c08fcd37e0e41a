package io.tidemark.infra.benchmarks.latency;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.instance.LandingStatus;
import io.tidemark.infra.benchmarks.instance.LogEnds;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.infra.benchmarks.instance.Market;
import io.tidemark.infra.benchmarks.instance.Quiet;
import io.tidemark.infra.benchmarks.instance.TidemarkCommand;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.measure.Machine;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import io.tidemark.wire.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets a market trade at the pace of the wall clock, asks both stores again and again how far they have come, and afterwards looks
 * up for every trade when it was seen first. A trade's event time is the moment at which it was to be produced, so that a producer
 * that falls behind is a part of the latency.
 */
public final class LatencyBench {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Options options;
    private final Instance instance;
    private final PrintStream progress;

    /** @param warmUpSeconds at the beginning, whose trades do not count */
    public record Options(double rate, int seconds, int warmUpSeconds, int symbols, long seed) {
        public Options {
            if (seconds < 1 || warmUpSeconds < 0) {
                throw new IllegalArgumentException("--seconds must be at least 1 and --warm-up 0 or more, were "
                        + seconds + " and " + warmUpSeconds);
            }
        }

        Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("tradesPerSecond", rate);
            json.put("seconds", seconds);
            json.put("warmUpSeconds", warmUpSeconds);
            json.put("symbols", symbols);
            json.put("seed", seed);
            json.put("pollMillis", Polls.EVERY.toMillis());
            return json;
        }
    }

    public LatencyBench(Options options, Instance instance, PrintStream progress) {
        this.options = options;
        this.instance = instance;
        this.progress = progress;
    }

    public BenchReport run() {
        Machine machine = Machine.now();
        LandingStatus status = new LandingStatus(instance);
        ClickHouse owner = ClickHouse.connect(instance.clickHouse());
        ClickHouse analyst = ClickHouse.connect(new TidemarkCommand(instance).analyst());
        SampleFolder samples = SampleFolder.create(instance.home(), "latency", Instant.now());
        try (LogEnds ends = new LogEnds(instance.kafka());
                DeltaLog lake = DeltaLog.open(instance.lake())) {
            Quiet quiet = new Quiet(status, ends);
            quiet.await(PATIENCE);
            LandingStatus.Answer before = status.ask();
            Map<Integer, Long> from = ends.of(Topics.TRADES);
            int epoch = before.epoch(Topics.TRADES);
            Polls polls = new Polls(
                    new ClickHouseEvents(owner, epoch, from),
                    new TradesView(analyst, status, Busiest.ofEachPartition(from.keySet(), options)),
                    new LakeCommits(lake, before.uuid(Topics.TRADES)));
            long countsFrom;
            Market.Published published;
            try (Market market = Market.live(instance, options.symbols(), options.seed(), options.rate())) {
                polls.start();
                progress.printf(
                        "%,.0f trades a second for %d s, then what is left must land%n",
                        options.rate(), options.warmUpSeconds() + options.seconds());
                Quiet.pause(Duration.ofSeconds(options.warmUpSeconds()));
                countsFrom = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
                Quiet.pause(Duration.ofSeconds(options.seconds()));
                published = market.stop();
            }
            LogRange range = new LogRange(from, ends.of(Topics.TRADES));
            polls.awaitAll(range, PATIENCE);
            Seen seen = new Seen(owner, epoch, range, countsFrom, published.idEpoch());
            Map<String, Object> figures = seen.figures(polls, samples);
            figures.put("producedTradesPerSecond", Math.rint(published.trades() / published.seconds()));
            return new BenchReport(
                    "latency", machine, options.toJson(), figures, polls.floors(), Map.of(), samples.path());
        }
    }
}
