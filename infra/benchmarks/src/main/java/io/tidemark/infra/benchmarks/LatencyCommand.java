package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.latency.LatencyBench;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = "Measure how long after it was produced a trade is visible in ClickHouse and in Delta.",
        footer = {"", "Needs an instance without a feed: ./tidemark up --feed none"})
final class LatencyCommand extends BenchCommand {
    @Option(names = "--rate", defaultValue = "10000", description = "trades a second (${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--seconds", defaultValue = "60", description = "how long is measured (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "100",
            description = "seconds before, whose trades do not count (${DEFAULT-VALUE})")
    private int warmUpSeconds;

    @Mixin
    private MarketOptions market = new MarketOptions(1000);

    LatencyCommand(Streams streams) {
        super(streams);
    }

    @Override
    BenchReport measure(Instance instance, Streams streams) throws Exception {
        LatencyBench.Options options =
                new LatencyBench.Options(rate, seconds, warmUpSeconds, market.symbols(), market.seed());
        return new LatencyBench(options, instance, streams.progress()).run();
    }
}
