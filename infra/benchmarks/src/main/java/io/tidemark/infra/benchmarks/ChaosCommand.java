package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.chaos.ChaosBench;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.proof.ProofMarket;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
final class ChaosCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--kills", defaultValue = "12", description = "how many (${DEFAULT-VALUE})")
    private int kills;

    @Option(names = "--events", defaultValue = "2000000", description = "published meanwhile (${DEFAULT-VALUE})")
    private long events;

    @Option(names = "--rate", defaultValue = "10000", description = "events a second (${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--symbols", defaultValue = "50", description = "over so many instruments (${DEFAULT-VALUE})")
    private int symbols;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "the same seed is the same market and the same order of kills (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    ChaosCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        ChaosBench.Options options =
                new ChaosBench.Options(new ProofMarket.Options(events, symbols, seed), kills, rate);
        BenchReport report = new ChaosBench(options, Instance.from(streams.environment()), streams.progress()).run();
        report.print(streams.answer(), json ? BenchReport.Format.JSON : BenchReport.Format.TABLE);
        return Boolean.TRUE.equals(report.figures().get("ok")) ? 0 : 1;
    }
}
