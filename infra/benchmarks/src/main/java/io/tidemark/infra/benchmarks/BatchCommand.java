package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.batch.BatchBench;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        description = "Build bars from trades in a scratch lake, beside a scan of the same columns.",
        footer = {"", "Needs the instance's S3 endpoint only; nothing else is touched."})
final class BatchCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--trades", defaultValue = "50000000", description = "how many (${DEFAULT-VALUE})")
    private long trades;

    @Option(names = "--symbols", defaultValue = "1000", description = "over so many instruments (${DEFAULT-VALUE})")
    private int symbols;

    @Option(names = "--repetitions", defaultValue = "3", description = "the median counts (${DEFAULT-VALUE})")
    private int repetitions;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    BatchCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        new BatchBench(
                        new BatchBench.Options(trades, symbols, repetitions),
                        Instance.from(streams.environment()),
                        streams.progress())
                .run()
                .print(streams.answer(), json ? BenchReport.Format.JSON : BenchReport.Format.TABLE);
        return 0;
    }
}
