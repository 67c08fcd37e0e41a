package io.tidemark.batch;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that takes a job's lock, says so, and keeps it until it is let go. */
final class LockKeeper implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HELD = "held";

    private final Process process;
    private final Path said;

    private LockKeeper(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    public static void main(String[] arguments) throws IOException {
        JobLock.Twin twin = JobLock.Twin.valueOf(arguments[2]);
        try (JobLock lock = JobLock.take(Path.of(arguments[0]), arguments[1], twin, System.out::println)) {
            System.out.println(HELD);
            // Ends with the test at the latest.
            int end = System.in.read();
            System.out.println("let go: " + end);
        } catch (RefusedException refused) {
            System.out.println(refused.getMessage());
            System.exit(Exit.codeOf(refused));
        }
    }

    static LockKeeper start(Path file, String job, JobLock.Twin twin) {
        try {
            Path said = Files.createTempFile("lock-keeper", ".out");
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LockKeeper.class.getName(),
                            file.toString(),
                            job,
                            twin.name()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(said.toFile()));
            return new LockKeeper(builder.start(), said);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    LockKeeper awaitHeld() {
        return awaitSaid(HELD);
    }

    LockKeeper awaitSaid(String text) {
        await(text).atMost(PATIENCE).until(() -> said().contains(text));
        return this;
    }

    boolean isHolder() {
        return said().lines().anyMatch(HELD::equals);
    }

    long pid() {
        return process.pid();
    }

    String said() {
        try {
            return Files.readString(said);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** SIGKILL: it can clear nothing away. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end: " + said());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Lets the lock go in peace. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            awaitEnd();
            Files.deleteIfExists(said);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
