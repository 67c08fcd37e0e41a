package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.corrections.CorrectionsBench;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "corrections",
        mixinStandardHelpOptions = true,
        description = "Measure how long after it was published a correction shows in its bar, over SQL and REST.",
        footer = {"", "Needs an instance without a feed: ./tidemark up --feed none"})
final class CorrectionsCommand implements Callable<Integer> {
    private final Streams streams;

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

    @Option(names = "--symbols", defaultValue = "1000", description = "instruments (${DEFAULT-VALUE})")
    private int symbols;

    @Option(names = "--seed", defaultValue = "42", description = "the same seed is the same market (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    CorrectionsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        CorrectionsBench.Options options =
                new CorrectionsBench.Options(rate, share, seconds, warmUpSeconds, symbols, seed);
        BenchReport report =
                new CorrectionsBench(options, Instance.from(streams.environment()), streams.progress()).run();
        report.print(streams.answer(), json ? BenchReport.Format.JSON : BenchReport.Format.TABLE);
        // Delays are those of corrections that have shown; whoever reads only the exit code must know of the others.
        return Long.valueOf(0).equals(report.figures().get("neverShown")) ? 0 : 1;
    }
}
