package io.tidemark.batch;

import io.tidemark.settings.ClickHouseSettings;
import io.tidemark.settings.LakeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link BatchMain} as a process of its own, as the scheduler and the command line start it. */
final class BatchProcess {
    private static final int PATIENCE_SECONDS = 180;

    private final Process process;
    private final Path log;

    private BatchProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static BatchProcess start(Path home, LakeSettings lake, ClickHouseSettings clickHouse) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Heap and opened packages are those that this process was given for Spark.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-X") || argument.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), BatchMain.class.getName(), "--wait", "PT20S"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(lake.toEnvironment());
        builder.environment().putAll(clickHouse.toEnvironment());
        builder.environment().put("TIDEMARK_HOME", home.toString());
        try {
            Path log = Files.createTempFile(home, "batch", ".log");
            return new BatchProcess(
                    builder.redirectErrorStream(true)
                            .redirectOutput(Redirect.to(log.toFile()))
                            .start(),
                    log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and it is gone when this returns. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it does not end: " + said());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What it has printed so far, its log included. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
