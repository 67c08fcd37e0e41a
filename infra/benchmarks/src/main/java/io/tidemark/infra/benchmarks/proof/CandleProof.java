package io.tidemark.infra.benchmarks.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.benchmarks.instance.BenchSpark;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.instance.RebuildJob;
import io.tidemark.infra.benchmarks.instance.TidemarkCommand;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Compares every candle of a published and landed market, over SQL, REST and Delta, with the plain ones. */
public final class CandleProof {
    private final Instance instance;
    private final ProofMarket market;
    private final SampleFolder samples;
    private final PrintStream progress;

    public CandleProof(Instance instance, ProofMarket market, SampleFolder samples, PrintStream progress) {
        this.instance = instance;
        this.market = market;
        this.samples = samples;
        this.progress = progress;
    }

    /** @param figures for the report; @param differingValues must be 0 */
    public record Result(long differingValues, Map<String, Object> figures) {}

    /** The lake's bars are built first, by the batch job. */
    public Result run() {
        progress.printf("building the lake's bars of %d days%n", market.days().size());
        JsonNode rebuild = RebuildJob.start(
                        market.days(), market.instruments(), samples.path().resolve("rebuild.log"))
                .report();
        progress.printf(
                "the batch layer built %,d minutes and %,d days in %.1f s%n",
                rebuild.path("bars1m").asLong(),
                rebuild.path("bars1d").asLong(),
                rebuild.path("seconds").asDouble());
        SparkSession spark = BenchSpark.start(instance);
        try (Comparison comparison = new Comparison(samples)) {
            Map<String, Object> seconds = compare(spark, comparison);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("differingValues", comparison.differing());
            figures.put("comparedValues", comparison.values());
            figures.put("rebuildSeconds", rebuild.path("seconds").asDouble());
            figures.put("compareSeconds", seconds);
            figures.put("compared", comparison.toJson());
            return new Result(comparison.differing(), figures);
        } finally {
            spark.stop();
        }
    }

    private Map<String, Object> compare(SparkSession spark, Comparison comparison) {
        MicrosRange seconds = market.seconds();
        Stopwatch watch = new Stopwatch();
        Surface lake = watch.time(
                LakeSurface.NAME, () -> new LakeSurface(spark, instance, market.instruments(), market.days(), seconds));
        List<Surface> asked = List.of(
                new SqlSurface(new TidemarkCommand(instance).analyst(), seconds),
                new RestSurface(instance.api(), market.all(), seconds));
        PlainCandles plain = new PlainCandles(market.finals(), seconds);
        try (SideBySide groups = new SideBySide(plain, lake, asked, watch)) {
            groups.compare(List.copyOf(market.finals().instruments()), comparison, progress);
        }
        Map<String, Object> figures = watch.seconds();
        asked.forEach(surface -> figures.put(surface.name() + "AskedAgain", surface.askedAgain()));
        return figures;
    }
}
