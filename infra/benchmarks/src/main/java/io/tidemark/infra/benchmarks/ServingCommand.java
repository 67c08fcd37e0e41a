package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.serving.ServingBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "serving",
        mixinStandardHelpOptions = true,
        description =
                "Ask for a day of one-minute bars through the serving views, beside a plain table of the same rows.",
        footer = {"", "Needs an instance without a feed: ./tidemark up --feed none"})
final class ServingCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--repetitions", defaultValue = "50", description = "of each question (${DEFAULT-VALUE})")
    private int repetitions;

    @Option(
            names = "--market-rate",
            defaultValue = "2000",
            description = "trades a second that arrive while the current day is asked for (${DEFAULT-VALUE})")
    private double marketRate;

    @Option(names = "--symbols", defaultValue = "1000", description = "instruments (${DEFAULT-VALUE})")
    private int symbols;

    @Option(names = "--seed", defaultValue = "42", description = "the same seed is the same market (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    ServingCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        ServingBench.Options options = new ServingBench.Options(repetitions, marketRate, symbols, seed);
        new ServingBench(options, Instance.from(streams.environment()), streams.progress())
                .run()
                .print(streams.answer(), json ? BenchReport.Format.JSON : BenchReport.Format.TABLE);
        return 0;
    }
}
