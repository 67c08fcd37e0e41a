package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.ingest.IngestBench;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = "Publish simulated trades at full speed and measure how fast both stores land them.",
        footer = {"", "Needs an instance without a feed: ./tidemark up --feed none"})
final class IngestCommand extends BenchCommand {
    @Option(names = "--trades", defaultValue = "20000000", description = "how many (${DEFAULT-VALUE})")
    private long trades;

    @Mixin
    private MarketOptions market = new MarketOptions(1000);

    @Option(
            names = "--market-rate",
            defaultValue = "10000",
            description = "trades a second of market time, which decides how many a bar has (${DEFAULT-VALUE})")
    private double marketRate;

    @Option(
            names = "--floor-rows",
            defaultValue = "2000000",
            description = "rows in each repetition of a floor; 0 measures no floors (${DEFAULT-VALUE})")
    private long floorRows;

    @Option(names = "--floor-repetitions", defaultValue = "3", description = "the median counts (${DEFAULT-VALUE})")
    private int floorRepetitions;

    IngestCommand(Streams streams) {
        super(streams);
    }

    @Override
    BenchReport measure(Instance instance, Streams streams) throws Exception {
        IngestBench.Options options = new IngestBench.Options(
                trades, market.symbols(), market.seed(), marketRate, floorRows, floorRepetitions);
        return new IngestBench(options, instance, streams.progress()).run();
    }
}
