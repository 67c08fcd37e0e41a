package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.corrections.CorrectionsBench;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "corrections",
        mixinStandardHelpOptions = true,
        description = "Measure how long after it was published a correction shows in its bar, over SQL and REST.",
        footer = {"", "Needs an instance without a feed: ./tidemark up --feed none"})
final class CorrectionsCommand extends BenchCommand {
    @Option(names = "--rate", defaultValue = "10000", description = "trades a second (${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--corrections",
            defaultValue = "0.001",
            description = "share of the trades that is corrected, half of it on closed days (${DEFAULT-VALUE})")
    private double share;

    @Option(names = "--seconds", defaultValue = "120", description = "how long is corrected (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "100",
            description = "seconds of trades before the first correction (${DEFAULT-VALUE})")
    private int warmUpSeconds;

    @Mixin
    private MarketOptions market = new MarketOptions(1000);

    CorrectionsCommand(Streams streams) {
        super(streams);
    }

    @Override
    BenchReport measure(Instance instance, Streams streams) throws Exception {
        CorrectionsBench.Options options =
                new CorrectionsBench.Options(rate, share, seconds, warmUpSeconds, market.symbols(), market.seed());
        return new CorrectionsBench(options, instance, streams.progress()).run();
    }

    @Override
    boolean isRight(BenchReport report) {
        // Delays are those of corrections that have shown; whoever reads only the exit code must know of the others.
        return isZero(report, "neverShown");
    }
}
