package io.tidemark.infra.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A server as a child of this JVM, for tests: it ends with this JVM, and can be killed and started again on the same folder.
 * Methods that start wait until the server answers.
 */
public final class RunningServer implements AutoCloseable {
    /** Enough for a broker that recovers its log on a busy machine. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    private static final int LOG_TAIL_LINES = 40;
    private static final Set<RunningServer> RUNNING = ConcurrentHashMap.newKeySet();

    private static final Set<Path> TEMPORARY = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(RunningServer::endAll));
    }

    private final ServerCommand command;
    private final Duration timeout;
    private Process process;

    private RunningServer(ServerCommand command, Duration timeout) {
        this.command = command;
        this.timeout = timeout;
        this.process = launch(command);
        RUNNING.add(this);
    }

    /** Starts the server and waits up to a minute until it is ready. */
    public static RunningServer start(ServerCommand command) {
        return start(command, DEFAULT_TIMEOUT);
    }

    /**
     * Starts the server and waits until it is ready.
     *
     * @throws ServerException when it ends or the time passes first; the message shows the end of its log
     */
    public static RunningServer start(ServerCommand command, Duration timeout) {
        RunningServer server = new RunningServer(command, timeout);
        server.awaitReady();
        return server;
    }

    public ServerCommand command() {
        return command;
    }

    public synchronized long pid() {
        return process.pid();
    }

    public synchronized boolean isAlive() {
        return process.isAlive();
    }

    /** Kills the process with SIGKILL, as a crash would, and waits until it is gone. */
    public synchronized void kill() {
        process.destroyForcibly();
        awaitExit(STOP_TIMEOUT);
        RUNNING.remove(this);
    }

    /** Stops the process with SIGTERM; after 20 s with SIGKILL. */
    public synchronized void stop() {
        process.destroy();
        if (!awaitExit(STOP_TIMEOUT)) {
            kill();
        }
        RUNNING.remove(this);
    }

    /** Starts the server again on the same folder and ports, stopping it first when it still runs. */
    public synchronized void restart() {
        if (process.isAlive()) {
            stop();
        }
        process = launch(command);
        RUNNING.add(this);
        awaitReady();
    }

    @Override
    public void close() {
        stop();
    }

    /** All that the server wrote so far, over all its starts; empty when nothing. */
    public String log() {
        return readLog(command);
    }

    /** Removes the folder when this JVM ends, after its servers. */
    static void deleteAtExit(Path folder) {
        TEMPORARY.add(folder);
    }

    private static void endAll() {
        RUNNING.forEach(server -> server.process.destroyForcibly());
        RUNNING.forEach(server -> server.awaitExit(STOP_TIMEOUT));
        TEMPORARY.forEach(Folders::delete);
    }

    private static Process launch(ServerCommand command) {
        ProcessBuilder builder = command.processBuilder();
        // A JVM that is killed runs no shutdown hook: the mains of this module watch their parent instead.
        builder.environment()
                .put(ParentWatch.VARIABLE, Long.toString(ProcessHandle.current().pid()));
        try {
            Files.createDirectories(command.workingFolder());
            return builder.start();
        } catch (IOException e) {
            throw new ServerException(
                    command.name() + " could not be started as "
                            + command.arguments().get(0) + ": " + e.getMessage()
                            + ". Check that the program exists and may be executed",
                    e);
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!command.readiness().isReady()) {
            if (!process.isAlive()) {
                RUNNING.remove(this);
                throw new ServerException(command.name() + " ended with exit code " + process.exitValue()
                        + " before it was ready; " + tail());
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new ServerException(command.name() + " was not ready after " + timeout.toSeconds() + " s ("
                        + command.readiness().description() + "); " + tail());
            }
            awaitExit(POLL_INTERVAL);
        }
        // Somebody else on the same port would have answered too.
        if (!process.isAlive()) {
            RUNNING.remove(this);
            throw new ServerException(command.name() + " ended, but another process answers "
                    + command.readiness().description() + "; choose a free port; " + tail());
        }
    }

    private boolean awaitExit(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while waiting for " + command.name(), e);
        }
    }

    private String tail() {
        List<String> lines = readLog(command).lines().toList();
        int from = Math.max(0, lines.size() - LOG_TAIL_LINES);
        return "the end of " + command.logFile() + ":\n" + String.join("\n", lines.subList(from, lines.size()));
    }

    private static String readLog(ServerCommand command) {
        try {
            return new String(Files.readAllBytes(command.logFile()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
