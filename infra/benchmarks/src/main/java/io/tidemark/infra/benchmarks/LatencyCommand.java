package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.latency.LatencyBench;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = "Measure how long after it was produced a trade is visible in ClickHouse and in Delta.",
        footer = {"", "Needs an instance without a feed: ./tidemark up --feed none"})
final class LatencyCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--rate", defaultValue = "10000", description = "trades a second (${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--seconds", defaultValue = "60", description = "how long is measured (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "100",
            description = "seconds before, whose trades do not count (${DEFAULT-VALUE})")
    private int warmUpSeconds;

    @Option(names = "--symbols", defaultValue = "1000", description = "instruments (${DEFAULT-VALUE})")
    private int symbols;

    @Option(names = "--seed", defaultValue = "42", description = "the same seed is the same market (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    LatencyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        LatencyBench.Options options = new LatencyBench.Options(rate, seconds, warmUpSeconds, symbols, seed);
        new LatencyBench(options, Instance.from(streams.environment()), streams.progress())
                .run()
                .print(streams.answer(), json ? BenchReport.Format.JSON : BenchReport.Format.TABLE);
        return 0;
    }
}
