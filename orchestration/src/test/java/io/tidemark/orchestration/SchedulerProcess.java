package io.tidemark.orchestration;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The scheduler as a process of its own, with the heap that it ships with. */
final class SchedulerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final URI url;
    private final Path log;

    private SchedulerProcess(Process process, URI url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /** Starts one on a free port and waits until it answers. */
    static SchedulerProcess start(Path home) {
        SchedulerProcess scheduler = launch(home);
        await("the scheduler answers; its log is " + scheduler.log)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !scheduler.jobs().jobs().isEmpty());
        return scheduler;
    }

    /** Starts one and waits for nothing. */
    static SchedulerProcess launch(Path home) {
        URI url = URI.create("http://127.0.0.1:" + freePort());
        Path log = home.resolve("scheduler.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SchedulerMain.class.getName()));
        builder.environment().put("TIDEMARK_SCHEDULER_URL", url.toString());
        builder.environment().put("TIDEMARK_HOME", home.toString());
        builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        try {
            return new SchedulerProcess(builder.start(), url, log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    HttpJobRunner jobs() {
        return new HttpJobRunner(url);
    }

    URI url() {
        return url;
    }

    /** SIGKILL: it can do nothing about it. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, as {@code down} does. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the scheduler does not end: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
