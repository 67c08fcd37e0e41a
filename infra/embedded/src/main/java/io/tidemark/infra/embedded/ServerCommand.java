package io.tidemark.infra.embedded;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one server is started: everything that a process supervisor needs.
 *
 * @param name what people call it: {@code kafka}, {@code s3}, {@code clickhouse}
 * @param arguments the whole command line, the program first
 * @param environment variables on top of the caller's own; secrets are here, because arguments show in {@code ps}
 * @param workingFolder exists already
 * @param readiness tells when the server serves
 * @param logFile standard output and error are appended to it
 */
public record ServerCommand(
        String name,
        List<String> arguments,
        Map<String, String> environment,
        Path workingFolder,
        ReadinessCheck readiness,
        Path logFile) {

    public ServerCommand {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("arguments of " + name + " must name a program, were empty");
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** A builder for the process; the child reads nothing and writes into the log file. */
    public ProcessBuilder processBuilder() {
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(workingFolder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Without the environment's values, which are secrets. */
    @Override
    public String toString() {
        return "ServerCommand[" + name + ": " + String.join(" ", arguments) + "]";
    }
}
