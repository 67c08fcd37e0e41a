package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.batch.BatchBench;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        description = "Build bars from trades in a scratch lake, beside a scan of the same columns.",
        footer = {"", "Needs the instance's S3 endpoint only; nothing else is touched."})
final class BatchCommand extends BenchCommand {
    @Option(names = "--trades", defaultValue = "50000000", description = "how many (${DEFAULT-VALUE})")
    private long trades;

    @Option(names = "--symbols", defaultValue = "1000", description = "over so many instruments (${DEFAULT-VALUE})")
    private int symbols;

    @Option(names = "--repetitions", defaultValue = "3", description = "the median counts (${DEFAULT-VALUE})")
    private int repetitions;

    BatchCommand(Streams streams) {
        super(streams);
    }

    @Override
    BenchReport measure(Instance instance, Streams streams) throws Exception {
        return new BatchBench(new BatchBench.Options(trades, symbols, repetitions), instance, streams.progress()).run();
    }
}
