package io.tidemark.feed;

import io.tidemark.feed.publish.FeedException;
import io.tidemark.settings.InvalidSettings;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs a main's command: its errors become one message and an exit code, never a stack trace for a user's mistake. */
final class FeedCommand {
    private static final int FAILED = FeedException.Kind.FAILED.exitCode();
    private static final int WRONG_USAGE = FeedException.Kind.WRONG_USAGE.exitCode();

    private FeedCommand() {}

    static int run(Callable<Integer> command, String[] arguments, PrintStream err) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((failed, line, parsed) -> exitCode(failed, err))
                .execute(arguments);
    }

    private static int exitCode(Exception failed, PrintStream err) {
        if (failed instanceof FeedException known) {
            err.println(known.getMessage());
            return known.kind().exitCode();
        }
        if (failed instanceof InvalidSettings || failed instanceof IllegalArgumentException) {
            err.println(failed.getMessage());
            return WRONG_USAGE;
        }
        // Nobody foresaw this one, so the whole of it is the message.
        failed.printStackTrace(err);
        return FAILED;
    }
}
