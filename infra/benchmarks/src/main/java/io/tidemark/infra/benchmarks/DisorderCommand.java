package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.proof.DisorderBench;
import io.tidemark.infra.benchmarks.proof.ProofMarket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "disorder",
        mixinStandardHelpOptions = true,
        description = "Publish shuffled, repeated, late, corrected and cancelled trades and compare every candle.",
        footer = {
            "",
            "Needs an instance without a feed: ./tidemark up --feed none",
            "Exit code 1 when a value differs.",
            "Example: ./tidemark bench disorder --files ticks/spy/20131008_trade.zip ticks/ibm --limit 200000"
        })
final class DisorderCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--events", defaultValue = "1000000", description = "how many (${DEFAULT-VALUE})")
    private long events;

    @Option(names = "--symbols", defaultValue = "50", description = "over so many instruments (${DEFAULT-VALUE})")
    private int symbols;

    @Option(names = "--seed", defaultValue = "42", description = "the same seed is the same market (${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--files",
            arity = "1..*",
            paramLabel = "PATH",
            description = "instead of simulated trades those of these files and folders, format lean-trade, such as"
                    + " spy/20131008_trade.zip")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--limit",
            defaultValue = "0",
            description = "of the files at most so many trades, the first of each in equal shares; 0 is all")
    private long limit;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    DisorderCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        Instance instance = Instance.from(streams.environment());
        BenchReport report = new DisorderBench(market(Instant.now()), instance, streams.progress()).run();
        report.print(streams.answer(), json ? BenchReport.Format.JSON : BenchReport.Format.TABLE);
        return Long.valueOf(0).equals(report.figures().get("differingValues")) ? 0 : 1;
    }

    private ProofMarket market(Instant now) {
        return files.isEmpty()
                ? ProofMarket.simulated(new ProofMarket.Options(events, symbols, seed), now)
                : ProofMarket.ofFiles(new ProofMarket.FileOptions(files, limit, seed), now);
    }
}
