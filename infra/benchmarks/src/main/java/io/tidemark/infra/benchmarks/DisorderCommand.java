package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.proof.DisorderBench;
import io.tidemark.infra.benchmarks.proof.ProofMarket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
final class DisorderCommand extends BenchCommand {
    @Option(names = "--events", defaultValue = "1000000", description = "how many (${DEFAULT-VALUE})")
    private long events;

    @Mixin
    private MarketOptions market = new MarketOptions(50);

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

    DisorderCommand(Streams streams) {
        super(streams);
    }

    @Override
    BenchReport measure(Instance instance, Streams streams) throws Exception {
        return new DisorderBench(proofMarket(Instant.now()), instance, streams.progress()).run();
    }

    @Override
    boolean isRight(BenchReport report) {
        return isZero(report, "differingValues");
    }

    private ProofMarket proofMarket(Instant now) {
        return files.isEmpty()
                ? ProofMarket.simulated(new ProofMarket.Options(events, market.symbols(), market.seed()), now)
                : ProofMarket.ofFiles(new ProofMarket.FileOptions(files, limit, market.seed()), now);
    }
}
