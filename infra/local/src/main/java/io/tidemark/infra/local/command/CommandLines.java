package io.tidemark.infra.local.command;

import io.tidemark.infra.local.project.ProjectModule;
import io.tidemark.infra.local.supervise.ComponentDown;
import io.tidemark.settings.InvalidSettings;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Puts the commands together, and turns what goes wrong into one message and an exit code. */
public final class CommandLines {
    private CommandLines() {}

    /** Runs one command line and returns its exit code. */
    public static int run(Context context, String... arguments) {
        return of(context).execute(arguments);
    }

    static CommandLine of(Context context) {
        CommandLine line = new CommandLine(new Tidemark(context))
                .addSubcommand(new UpCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new LogsCommand(context))
                .addSubcommand(new DownCommand(context))
                .addSubcommand(new LoadCommand(context))
                .addSubcommand(new SqlCommand(context))
                .addSubcommand(new AuditCommand(context))
                .addSubcommand(new BatchCommand(context))
                .addSubcommand(
                        new CommandLine(new RebuildCommand()).addSubcommand(new RebuildClickHouseCommand(context)))
                .addSubcommand(new CommandLine(new QuarantineCommand())
                        .addSubcommand(new QuarantineListCommand(context))
                        .addSubcommand(new QuarantineShowCommand(context))
                        .addSubcommand(new QuarantineRetryCommand(context))
                        .addSubcommand(new QuarantineDiscardCommand(context)))
                .addSubcommand(new CommandLine(new JobsCommand(context))
                        .addSubcommand(new JobsRunCommand(context))
                        .addSubcommand(new JobsRunsCommand(context)))
                .addSubcommand(new PinCommand(context))
                .addSubcommand(new DoctorCommand(context))
                .addSubcommand(new CommandLine(new ConfigCommand()).addSubcommand(new ConfigShowCommand(context)))
                .addSubcommand(new EnvCommand(context))
                .addSubcommand(new VersionCommand(context));
        if (context.project().has(ProjectModule.BENCHMARKS)) {
            // The benchmarks read their own options.
            line.addSubcommand(new CommandLine(new BenchCommand(context)).setStopAtPositional(true));
        }
        // Errors are for people and for logs: without colours they read the same in both.
        return line.setOut(context.out())
                .setErr(context.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, unused) -> wrongUsage(context, failure))
                .setExecutionExceptionHandler((failure, unused, parsed) -> failed(context, failure));
    }

    private static int wrongUsage(Context context, ParameterException failure) {
        context.err().println("tidemark: " + failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, context.err());
        context.err().println("See " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.WRONG_USAGE;
    }

    private static int failed(Context context, Exception failure) {
        if (!context.environment().getOrDefault("TIDEMARK_DEBUG", "").isEmpty()) {
            failure.printStackTrace(context.err());
        }
        if (failure instanceof InvalidSettings invalid) {
            context.err()
                    .println("tidemark: the settings are not valid ("
                            + context.home().configFile() + "):");
            invalid.problems().forEach(problem -> context.err().println("  " + problem));
            return ExitCode.WRONG_USAGE;
        }
        context.err().println("tidemark: " + message(failure));
        return failure instanceof ComponentDown ? ExitCode.COMPONENT_DOWN : ExitCode.FAILED;
    }

    /** Our own exceptions say it all; of others the kind and the cause are a part of the message. */
    private static String message(Throwable failure) {
        String own = failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
        return Optional.ofNullable(failure.getCause())
                .map(Throwable::getMessage)
                .filter(why -> !own.contains(why))
                .map(why -> own + " (" + why + ")")
                .orElse(own);
    }
}
