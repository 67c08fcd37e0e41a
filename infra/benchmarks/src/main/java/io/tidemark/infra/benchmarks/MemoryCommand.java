package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.memory.MemoryBench;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        description = "Add up the memory of all processes (PSS) over time.",
        footer = {"", "Needs an instance with everything up: ./tidemark up --feed sim --symbols 50"})
final class MemoryCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--minutes", defaultValue = "10", description = "how long (${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--every", defaultValue = "5", description = "seconds between two samples (${DEFAULT-VALUE})")
    private double everySeconds;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    MemoryCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        MemoryBench.Options options = new MemoryBench.Options(
                Duration.ofMillis(Math.round(minutes * 60_000)), Duration.ofMillis(Math.round(everySeconds * 1_000)));
        new MemoryBench(options, Instance.from(streams.environment()), streams.progress())
                .run()
                .print(streams.answer(), json ? BenchReport.Format.JSON : BenchReport.Format.TABLE);
        return 0;
    }
}
