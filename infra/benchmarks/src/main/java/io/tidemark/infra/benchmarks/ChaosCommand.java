package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.chaos.ChaosBench;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.proof.ProofMarket;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Kill -9 this instance's processes under load, then count every offset and compare every candle.",
        footer = {
            "",
            "Needs an instance without a feed that runs on this machine: ./tidemark up --feed none",
            "Exit code 1 when an event is lost or there twice, or a value differs."
        })
final class ChaosCommand extends BenchCommand {
    @Option(names = "--kills", defaultValue = "12", description = "how many (${DEFAULT-VALUE})")
    private int kills;

    @Option(names = "--events", defaultValue = "2000000", description = "published meanwhile (${DEFAULT-VALUE})")
    private long events;

    @Option(names = "--rate", defaultValue = "10000", description = "events a second (${DEFAULT-VALUE})")
    private double rate;

    @Mixin
    private MarketOptions market = new MarketOptions(50);

    ChaosCommand(Streams streams) {
        super(streams);
    }

    @Override
    BenchReport measure(Instance instance, Streams streams) throws Exception {
        ChaosBench.Options options =
                new ChaosBench.Options(new ProofMarket.Options(events, market.symbols(), market.seed()), kills, rate);
        return new ChaosBench(options, instance, streams.progress()).run();
    }

    @Override
    boolean isRight(BenchReport report) {
        return Boolean.TRUE.equals(report.figures().get("ok"));
    }
}
