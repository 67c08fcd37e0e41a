package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.ingest.IngestBench;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = "Publish simulated trades at full speed and measure how fast both stores land them.",
        footer = {"", "Needs an instance without a feed: ./tidemark up --feed none"})
final class IngestCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--trades", defaultValue = "20000000", description = "how many (${DEFAULT-VALUE})")
    private long trades;

    @Option(names = "--symbols", defaultValue = "1000", description = "over so many instruments (${DEFAULT-VALUE})")
    private int symbols;

    @Option(names = "--seed", defaultValue = "42", description = "the same seed is the same market (${DEFAULT-VALUE})")
    private long seed;

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

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    IngestCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        IngestBench.Options options =
                new IngestBench.Options(trades, symbols, seed, marketRate, floorRows, floorRepetitions);
        new IngestBench(options, Instance.from(streams.environment()), streams.progress())
                .run()
                .print(streams.answer(), json ? BenchReport.Format.JSON : BenchReport.Format.TABLE);
        return 0;
    }
}
