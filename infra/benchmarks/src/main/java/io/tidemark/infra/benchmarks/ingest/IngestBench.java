package io.tidemark.infra.benchmarks.ingest;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.instance.LandingStatus;
import io.tidemark.infra.benchmarks.instance.LogEnds;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.infra.benchmarks.instance.Market;
import io.tidemark.infra.benchmarks.instance.Quiet;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.measure.LandingCurve;
import io.tidemark.infra.benchmarks.measure.Machine;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import io.tidemark.wire.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Publishes simulated trades at full speed, watches both stores land them, counts what they hold, and then measures what the
 * parts do alone.
 */
public final class IngestBench {
    /** For what an earlier run left to land. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Options options;
    private final Instance instance;
    private final PrintStream progress;

    /**
     * @param marketRate trades a second of the simulated market's own clock
     * @param floorRows rows in each repetition of a floor; 0 leaves the floors out
     */
    public record Options(
            long trades, int symbols, long seed, double marketRate, long floorRows, int floorRepetitions) {
        public Options {
            if (trades < 1_000 || floorRows < 0 || floorRepetitions < 1) {
                throw new IllegalArgumentException("--trades must be at least 1000, --floor-rows 0 or more and"
                        + " --floor-repetitions 1 or more, were " + trades + ", " + floorRows + " and "
                        + floorRepetitions);
            }
        }

        Map<String, Object> toJson(LogRange range) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("trades", trades);
            json.put("symbols", symbols);
            json.put("seed", seed);
            json.put("marketTradesPerSecond", marketRate);
            json.put("partitions", range.from().size());
            json.put("floorRows", floorRows);
            json.put("floorRepetitions", floorRepetitions);
            return json;
        }
    }

    public IngestBench(Options options, Instance instance, PrintStream progress) {
        this.options = options;
        this.instance = instance;
        this.progress = progress;
    }

    public BenchReport run() {
        Machine machine = Machine.now();
        LandingStatus status = new LandingStatus(instance);
        LandingStatus.Answer before = status.ask();
        SampleFolder samples = SampleFolder.create(instance.home(), "ingest", Instant.now());
        try (LogEnds ends = new LogEnds(instance.kafka())) {
            new Quiet(status, ends).await(PATIENCE);
            Map<Integer, Long> from = ends.of(Topics.TRADES);
            Counts counts = new Counts(ClickHouse.connect(instance.clickHouse()), before.epoch(Topics.TRADES));
            long barTradesBefore = counts.barTrades();
            progress.printf("publishing %,d trades, samples go to %s%n", options.trades(), samples.path());

            LandingCurve curve;
            Market.Published published;
            try (Market market = Market.fullSpeed(
                    instance, options.symbols(), options.seed(), options.marketRate(), options.trades())) {
                curve = new LandingWatch(status, ends, from, progress).until(market);
                published = market.report();
            }
            LogRange range = new LogRange(from, ends.of(Topics.TRADES));
            write(curve, samples);

            Map<String, Object> figures = figures(curve, published, range);
            figures.put("verified", counts.verify(range, published.trades(), counts.barTrades() - barTradesBefore));
            Floors.Result floors = floors(range, counts.topicEpoch(), samples);
            Object landed = figures.getOrDefault("secondHalfTradesPerSecond", 0.0);
            return new BenchReport(
                    "ingest",
                    machine,
                    options.toJson(range),
                    figures,
                    floors.toJson(),
                    floors.ratios((Double) landed),
                    samples.path());
        }
    }

    /** Heartbeats land too; what counts are trades. */
    private static Map<String, Object> figures(LandingCurve curve, Market.Published published, LogRange range) {
        double tradesPerRecord = (double) published.trades() / range.records();
        ToLongFunction<LandingCurve.Point> both = LandingCurve.Point::both;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("secondHalfTradesPerSecond", rounded(curve.secondHalfPerSecond(both) * tradesPerRecord));
        figures.put(
                "secondHalfLakeTradesPerSecond",
                rounded(curve.secondHalfPerSecond(LandingCurve.Point::lake) * tradesPerRecord));
        figures.put(
                "secondHalfClickHouseTradesPerSecond",
                rounded(curve.secondHalfPerSecond(LandingCurve.Point::clickHouse) * tradesPerRecord));
        figures.put("wholeRunTradesPerSecond", rounded(curve.wholePerSecond(both) * tradesPerRecord));
        figures.put("publishedTradesPerSecond", rounded(published.trades() / published.seconds()));
        figures.put("secondsToLake", curve.secondsToAll(LandingCurve.Point::lake));
        figures.put("secondsToClickHouse", curve.secondsToAll(LandingCurve.Point::clickHouse));
        return figures;
    }

    private static double rounded(double perSecond) {
        return Math.rint(perSecond);
    }

    private static void write(LandingCurve curve, SampleFolder samples) {
        try (SampleFolder.Csv csv = samples.csv("landed", "seconds", "published", "lake", "clickhouse")) {
            curve.points()
                    .forEach(point -> csv.row(point.seconds(), point.published(), point.lake(), point.clickHouse()));
        }
    }

    private Floors.Result floors(LogRange range, int topicEpoch, SampleFolder samples) {
        if (options.floorRows() == 0) {
            return Floors.Result.none();
        }
        LogRange rows = range.first(Math.min(options.floorRows(), range.records()));
        return new Floors(instance, topicEpoch, rows, options.floorRepetitions(), progress).measure(range, samples);
    }
}
