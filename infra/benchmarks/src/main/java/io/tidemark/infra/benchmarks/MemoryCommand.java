package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.memory.MemoryBench;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        description = "Add up the memory of all processes (PSS) over time.",
        footer = {"", "Needs an instance with everything up: ./tidemark up --feed sim --symbols 50"})
final class MemoryCommand extends BenchCommand {
    @Option(names = "--minutes", defaultValue = "10", description = "how long (${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--every", defaultValue = "5", description = "seconds between two samples (${DEFAULT-VALUE})")
    private double everySeconds;

    MemoryCommand(Streams streams) {
        super(streams);
    }

    @Override
    BenchReport measure(Instance instance, Streams streams) throws Exception {
        MemoryBench.Options options = new MemoryBench.Options(
                Duration.ofMillis(Math.round(minutes * 60_000)), Duration.ofMillis(Math.round(everySeconds * 1_000)));
        return new MemoryBench(options, instance, streams.progress()).run();
    }
}
