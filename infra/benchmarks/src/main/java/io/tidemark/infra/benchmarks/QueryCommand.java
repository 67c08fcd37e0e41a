package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.query.QueryBench;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = "Ask SQL and REST at a fixed rate while simulated trades arrive.",
        footer = {"", "Needs an instance without a feed: ./tidemark up --feed none"})
final class QueryCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--calls", defaultValue = "1000", description = "of each question (${DEFAULT-VALUE})")
    private int calls;

    @Option(names = "--rate", defaultValue = "25", description = "calls a second (${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--heavy-calls",
            defaultValue = "100",
            description = "of the one that returns a day of bars of all instruments (${DEFAULT-VALUE})")
    private int heavyCalls;

    @Option(
            names = "--heavy-rate",
            defaultValue = "0.25",
            description = "calls a second of that one (${DEFAULT-VALUE})")
    private double heavyRate;

    @Option(
            names = "--market-rate",
            defaultValue = "10000",
            description = "trades a second that arrive meanwhile (${DEFAULT-VALUE})")
    private double marketRate;

    @Option(names = "--symbols", defaultValue = "1000", description = "instruments (${DEFAULT-VALUE})")
    private int symbols;

    @Option(names = "--seed", defaultValue = "42", description = "the same seed is the same market (${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--only",
            split = ",",
            description = "only these questions, by their names in the result; all if none is named")
    private List<String> only = List.of();

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    QueryCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        QueryBench.Options options = new QueryBench.Options(
                calls, rate, heavyCalls, heavyRate, marketRate, symbols, seed, List.copyOf(only));
        BenchReport report = new QueryBench(options, Instance.from(streams.environment()), streams.progress()).run();
        report.print(streams.answer(), json ? BenchReport.Format.JSON : BenchReport.Format.TABLE);
        // The times stand with the failed calls in them; whoever reads only the exit code must know.
        return Long.valueOf(0).equals(report.figures().get("failedCalls")) ? 0 : 1;
    }
}
