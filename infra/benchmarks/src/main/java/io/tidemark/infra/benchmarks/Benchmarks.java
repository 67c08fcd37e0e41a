package io.tidemark.infra.benchmarks;

import io.tidemark.clickhouse.ClickHouseException;
import io.tidemark.feed.publish.FeedException;
import io.tidemark.settings.InvalidSettings;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmarks as commands; what goes wrong becomes one message and an exit code. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure a running instance on this machine.",
        footer = {"", "How each one measures: infra/benchmarks/README.md"})
final class Benchmarks implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int COMPONENT_DOWN = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private Benchmarks() {}

    /**
     * @param answer standard output: the result, and with {@code --json} nothing but the object
     * @param progress standard error
     */
    static int run(String[] arguments, Map<String, String> environment, PrintStream answer, PrintStream progress) {
        Streams streams = new Streams(environment, answer, progress);
        return new CommandLine(new Benchmarks())
                .addSubcommand(new IngestCommand(streams))
                .addSubcommand(new QueryCommand(streams))
                .addSubcommand(new LatencyCommand(streams))
                .addSubcommand(new MemoryCommand(streams))
                .addSubcommand(new DisorderCommand(streams))
                .addSubcommand(new ChaosCommand(streams))
                .addSubcommand(new BatchCommand(streams))
                .addSubcommand(new ServingCommand(streams))
                .addSubcommand(new CorrectionsCommand(streams))
                .addSubcommand(new UpkeepCommand(streams))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(answer, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(progress, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((failure, line, parsed) -> exitCode(failure, environment, progress))
                .execute(arguments);
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "Which one? bench ingest, query, latency, memory, disorder, chaos, batch, serving, corrections or"
                        + " upkeep");
    }

    private static int exitCode(Exception failure, Map<String, String> environment, PrintStream progress) {
        if (failure instanceof BenchException known) {
            progress.println("tidemark: " + known.getMessage());
            return known.exitCode();
        }
        if (failure instanceof FeedException known) {
            progress.println("tidemark: " + known.getMessage());
            return known.kind().exitCode();
        }
        if (failure instanceof ClickHouseException refused) {
            progress.println("tidemark: " + refused.getMessage());
            return refused.isNoAnswer() ? COMPONENT_DOWN : FAILED;
        }
        if (failure instanceof InvalidSettings || failure instanceof IllegalArgumentException) {
            progress.println("tidemark: " + failure.getMessage());
            return WRONG_USAGE;
        }
        progress.println(Unforeseen.message(failure, environment, Instant.now()));
        return FAILED;
    }
}
