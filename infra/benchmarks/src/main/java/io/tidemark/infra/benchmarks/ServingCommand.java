package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.serving.ServingBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serving",
        mixinStandardHelpOptions = true,
        description =
                "Ask for a day of one-minute bars through the serving views, beside a plain table of the same rows.",
        footer = {"", "Needs an instance without a feed: ./tidemark up --feed none"})
final class ServingCommand extends BenchCommand {
    @Option(names = "--repetitions", defaultValue = "50", description = "of each question (${DEFAULT-VALUE})")
    private int repetitions;

    @Option(
            names = "--market-rate",
            defaultValue = "2000",
            description = "trades a second that arrive while the current day is asked for (${DEFAULT-VALUE})")
    private double marketRate;

    @Mixin
    private MarketOptions market = new MarketOptions(1000);

    ServingCommand(Streams streams) {
        super(streams);
    }

    @Override
    BenchReport measure(Instance instance, Streams streams) throws Exception {
        ServingBench.Options options =
                new ServingBench.Options(repetitions, marketRate, market.symbols(), market.seed());
        return new ServingBench(options, instance, streams.progress()).run();
    }
}
