package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.query.QueryBench;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = "Ask SQL and REST at a fixed rate while simulated trades arrive.",
        footer = {"", "Needs an instance without a feed: ./tidemark up --feed none"})
final class QueryCommand extends BenchCommand {
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

    @Mixin
    private MarketOptions market = new MarketOptions(1000);

    @Option(
            names = "--only",
            split = ",",
            description = "only these questions, by their names in the result; all if none is named")
    private List<String> only = List.of();

    QueryCommand(Streams streams) {
        super(streams);
    }

    @Override
    BenchReport measure(Instance instance, Streams streams) throws Exception {
        QueryBench.Options options = new QueryBench.Options(
                calls, rate, heavyCalls, heavyRate, marketRate, market.symbols(), market.seed(), List.copyOf(only));
        return new QueryBench(options, instance, streams.progress()).run();
    }

    @Override
    boolean isRight(BenchReport report) {
        // The times stand with the failed calls in them; whoever reads only the exit code must know.
        return isZero(report, "failedCalls");
    }
}
