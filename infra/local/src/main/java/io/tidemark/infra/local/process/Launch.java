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
public record Launch(
        List<String> command, Map<String, String> environment, Path workingFolder, int niceness, boolean isPrompt) {
    private static final List<String> NOT_INHERITED = List.of(
            "AWS_SESSION_TOKEN", "AWS_PROFILE", "SPARK_HOME", "SPARK_CONF_DIR", "HADOOP_HOME", "HADOOP_CONF_DIR");

    /**
     * Linux may group processes by session for scheduling (sched(7), autogroup): a nice value then counts within the session, and
     * the session's own between them. Half of the niceness there: measured at 10,000 trades/s on two cores, answers of the API
     * wait ten times as long for a session at 0, and at the whole of it ClickHouse's merges go before landing. What a system
     * refuses or does not have changes nothing but comfort.
     */
    private static final String YIELD =
            "echo $(($1 / 2)) 2>/dev/null >/proc/self/autogroup; by=$1; shift; exec nice -n \"$by\" \"$@\"";

    public Launch(List<String> command, Map<String, String> environment, Path workingFolder) {
        this(command, environment, workingFolder, 0, false);
    }

    /** The same with a lower priority for the processor, 1 to 19, when it is started {@link #detached}: it yields to the others. */
    public Launch yielding(int by) {
        return new Launch(command, environment, workingFolder, by, isPrompt);
    }

    /** The same for a process that somebody waits for: it may interrupt the others, see {@link TimeSlice}. */
    public Launch prompt() {
        return new Launch(command, environment, workingFolder, niceness, true);
    }

    /** Starts the command in a session of its own: it outlives this process and its terminal. Returns its pid. */
    public long detached(LogFile log) {
        log.rotate();
        List<String> own = new ArrayList<>();
        // setsid replaces itself by the command, so the pid is the command's. Without it a Ctrl-C would reach the child
        // too.
        executable("setsid").ifPresent(setsid -> {
            own.add(setsid);
            if (niceness > 0) {
                own.addAll(List.of("/bin/sh", "-c", YIELD, "sh", Integer.toString(niceness)));
            }
        });
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

    private Process start(ProcessBuilder builder) {
        return isPrompt ? TimeSlice.shortest(() -> started(builder)) : started(builder);
    }

    private static Process started(ProcessBuilder builder) {
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
