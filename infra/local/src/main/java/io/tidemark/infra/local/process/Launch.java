package io.tidemark.infra.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command with its environment; variables of the caller that would change what it does are taken away. */
public record Launch(List<String> command, Map<String, String> environment, Path workingFolder, int niceness) {
    private static final List<String> NOT_INHERITED = List.of(
            "AWS_SESSION_TOKEN", "AWS_PROFILE", "SPARK_HOME", "SPARK_CONF_DIR", "HADOOP_HOME", "HADOOP_CONF_DIR");

    public Launch(List<String> command, Map<String, String> environment, Path workingFolder) {
        this(command, environment, workingFolder, 0);
    }

    /** The same with a lower priority for the processor, 1 to 19, when it is started {@link #detached}: it yields to the others. */
    public Launch yielding(int by) {
        return new Launch(command, environment, workingFolder, by);
    }

    /** Starts the command in a session of its own: it outlives this process and its terminal. Returns its pid. */
    public long detached(LogFile log) {
        log.rotate();
        List<String> own = new ArrayList<>();
        // setsid and nice replace themselves by the command, so the pid is the command's. Without setsid a Ctrl-C would
        // reach the child too.
        executable("setsid").ifPresent(own::add);
        if (niceness > 0) {
            // Where Linux groups processes by session (sched(7), autogroup) this counts within the job only. The value
            // of the session stays as it is: with a lower one even ClickHouse's merges would go before landing.
            executable("nice").ifPresent(nice -> own.addAll(List.of(nice, "-n", Integer.toString(niceness))));
        }
        own.addAll(command);
        ProcessBuilder builder = builder(own);
        builder.redirectInput(Redirect.from(new File("/dev/null")));
        builder.redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.path().toFile()));
        return start(builder).pid();
    }

    /** Starts the command as a part of this one, whose caller reads its standard output. */
    public Process attached(Redirect errors) {
        return start(builder(command).redirectError(errors));
    }

    private ProcessBuilder builder(List<String> whole) {
        ProcessBuilder builder = new ProcessBuilder(whole);
        NOT_INHERITED.forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        return builder.directory(workingFolder.toFile());
    }

    private static Process start(ProcessBuilder builder) {
        try {
            Files.createDirectories(builder.directory().toPath());
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start " + builder.command().get(0), failure);
        }
    }

    private static Optional<String> executable(String name) {
        return List.of("/usr/bin/" + name, "/bin/" + name).stream()
                .filter(candidate -> Files.isExecutable(Path.of(candidate)))
                .findFirst();
    }
}
