package io.tidemark.infra.benchmarks.proof;

import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.instance.LandingStatus;
import io.tidemark.infra.benchmarks.instance.LandingWait;
import io.tidemark.infra.benchmarks.instance.LogEnds;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.infra.benchmarks.instance.Quiet;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.measure.Machine;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import io.tidemark.wire.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Publishes a market in disorder, waits until it has landed, and compares every candle with those of its final trades. */
public final class DisorderBench {
    /** For what an earlier run left to land. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final long EVENTS_BETWEEN_LINES = 500_000;

    private final ProofMarket market;
    private final Instance instance;
    private final PrintStream progress;
    private long told;

    /** @param market not published yet */
    public DisorderBench(ProofMarket market, Instance instance, PrintStream progress) {
        this.market = market;
        this.instance = instance;
        this.progress = progress;
    }

    public BenchReport run() {
        Machine machine = Machine.now();
        LandingStatus status = new LandingStatus(instance);
        status.ask();
        SampleFolder samples = SampleFolder.create(instance.home(), "disorder", Instant.now());
        Map<String, Object> figures = new LinkedHashMap<>();
        try (LogEnds ends = new LogEnds(instance.kafka())) {
            new Quiet(status, ends).await(PATIENCE);
            Map<Integer, Long> from = ends.of(Topics.TRADES);
            progress.printf("publishing %s, samples go to %s%n", market.settings(), samples.path());
            long begun = System.nanoTime();
            try (EventPublisher publisher = new EventPublisher(instance.kafka(), "bench-disorder")) {
                market.publish(publisher, published -> tell(published, begun));
            }
            double publishedSeconds = seconds(begun);
            progress.printf("published %s in %.1f s%n", market.tally(), publishedSeconds);
            LogRange range = new LogRange(from, ends.of(Topics.TRADES));
            new LandingWait(status, progress).until(range);
            double landedSeconds = seconds(begun);
            figures.put("published", market.tally());
            figures.put("records", range.records());
            figures.put("publishSeconds", publishedSeconds);
            figures.put("landedSeconds", landedSeconds);
            figures.put("landedRecordsPerSecond", Math.rint(range.records() / landedSeconds));
        }
        figures.putAll(
                new CandleProof(instance, market, samples, progress).run().figures());
        return new BenchReport("disorder", machine, market.settings(), figures, Map.of(), Map.of(), samples.path());
    }

    private void tell(long published, long begunNanos) {
        if (published >= told + EVENTS_BETWEEN_LINES) {
            told = published;
            progress.printf("published %,12d events after %.0f s%n", published, seconds(begunNanos));
        }
    }

    private static double seconds(long begunNanos) {
        return Math.round((System.nanoTime() - begunNanos) / 1e6) / 1e3;
    }
}
