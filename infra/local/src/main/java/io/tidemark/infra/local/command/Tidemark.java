package io.tidemark.infra.local.command;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a command: prints how it is used. */
@Command(
        name = "tidemark",
        description = "A market-data lakehouse on one machine: ticks in Kafka, Delta Lake and ClickHouse.",
        footer = {
            "",
            "Exit codes: 0 done, 1 the check or job failed, 2 wrong usage, 3 a component is down.",
            "Start with: ./tidemark up"
        })
final class Tidemark implements Runnable {
    private final Context context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Tidemark(Context context) {
        this.context = context;
    }

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "folder of all state (default: $TIDEMARK_HOME, else .tidemark in the project's folder)")
    void home(Path path) {
        context.chooseHome(path);
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this help")
    void help(boolean asked) {
        // picocli prints the help itself and runs nothing else.
    }

    @Override
    public void run() {
        spec.commandLine().usage(context.err());
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
