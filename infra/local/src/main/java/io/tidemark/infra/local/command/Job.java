package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.LocalSettings;
import io.tidemark.infra.local.config.Role;
import io.tidemark.infra.local.process.Launch;
import io.tidemark.infra.local.process.LogFile;
import io.tidemark.infra.local.process.LogLine;
import io.tidemark.infra.local.project.Jvm;
import io.tidemark.infra.local.project.ProjectModule;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a main that does one job and prints one JSON object on its standard output. */
final class Job {
    private static final int LOG_LINES = 40;

    private final Context context;
    private final LocalConfig config;

    Job(Context context, LocalConfig config) {
        this.context = context;
        this.config = config;
    }

    /** What a job came to: its exit code and what it printed, a missing node when that was nothing. */
    record Result(int exitCode, JsonNode output) {
        boolean isDone() {
            return exitCode == ExitCode.DONE;
        }
    }

    /** A Spark job: what it writes to standard error is a log and goes to one. */
    Result spark(String name, String mainClass, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = Jvm.spark(
                config.get(LocalSettings.BATCH_HEAP),
                context.project().classPath(ProjectModule.SPARK_JOBS),
                mainClass,
                arguments);
        LogFile log = new LogFile(config.home().logFile(name));
        log.rotate();
        Result result = run(command, Redirect.appendTo(log.path().toFile()));
        if (!result.isDone() && result.output().isMissingNode()) {
            List<String> end = log.tail(LOG_LINES);
            end.stream()
                    .filter(line -> !line.startsWith("\tat "))
                    .forEach(line -> context.err().println("  | " + LogLine.readable(line)));
            context.err()
                    .println("tidemark: " + name + " ended with exit code " + result.exitCode() + "; its log is "
                            + log.path());
            if (end.stream().anyMatch(line -> line.contains("java.lang.OutOfMemoryError"))) {
                context.err().println("tidemark: give it a larger heap, " + LocalSettings.BATCH_HEAP.key());
            }
        }
        return result;
    }

    /** A job of the feed: its standard error is progress for people. */
    Result feed(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = Jvm.plain(
                config.get(LocalSettings.FEED_HEAP),
                context.project().classPath(ProjectModule.FEED),
                mainClass,
                arguments);
        return run(command, Redirect.INHERIT);
    }

    private Result run(List<String> command, Redirect errors) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(Jvm.ENVIRONMENT);
        environment.putAll(context.environments().of(Role.OWNER));
        Process process = new Launch(command, environment, config.home().path()).attached(errors);
        // A Ctrl-C reaches the child by the terminal; a SIGTERM of ours alone would leave it behind.
        Thread hook = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(hook);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int exitCode = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(hook);
        return new Result(exitCode, output.isEmpty() ? Json.missing() : Json.parse(lastLine(output), command.get(0)));
    }

    /** Libraries may print to standard output before; the result is the last line. */
    private static String lastLine(String output) {
        return output.substring(output.lastIndexOf('\n') + 1);
    }
}
