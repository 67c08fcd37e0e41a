package io.tidemark.orchestration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the scheduler keeps on disk, below a home's folder.
 *
 * <pre>
 * HOME/jobs/definitions.json   what there is to run; written by whoever starts the scheduler
 * HOME/jobs/runs.jsonl         every run, append-only
 * HOME/jobs/lock               held by the one scheduler of this home
 * HOME/jobs/NAME.lock          held by the process of a job, whoever has started it; job, pid, since when
 * HOME/jobs/run-ID.*           output and exit code of a run that is not over
 * HOME/logs/job-NAME.log       what a job printed to standard error; three older ones beside it
 * </pre>
 */
public record JobsFolder(Path home) {
    private static final int KEPT_LOGS = 3;

    Path path() {
        return home.resolve("jobs");
    }

    Path runs() {
        return path().resolve("runs.jsonl");
    }

    Path lock() {
        return path().resolve("lock");
    }

    Path output(long run) {
        return path().resolve("run-" + run + ".out");
    }

    Path exitCode(long run) {
        return path().resolve("run-" + run + ".exit");
    }

    /** The log of a job; {@code job-NAME} is what it is called among the logs. */
    public Path log(String job) {
        return home.resolve("logs").resolve("job-" + job + ".log");
    }

    private Path definitions() {
        return path().resolve("definitions.json");
    }

    /** Replaces the definitions; a scheduler reads them when it starts. Only the owner may read them: commands may hold secrets. */
    public void writeDefinitions(List<JobDefinition> jobs) {
        var json = Json.object();
        Json.putList(json, "jobs", jobs, JobDefinition::toJson);
        Path written = definitions().resolveSibling("definitions.json.new");
        try {
            Files.createDirectories(path());
            Files.deleteIfExists(written);
            Files.createFile(
                    written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(written, json.toPrettyString() + "\n", StandardOpenOption.WRITE);
            Files.move(written, definitions(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + definitions(), failure);
        }
    }

    /** @throws IllegalArgumentException when the file is not there or is wrong, with the file's name and what to do */
    List<JobDefinition> readDefinitions() {
        try {
            List<JobDefinition> jobs =
                    Json.list(Json.parse(Files.readString(definitions())).path("jobs"), JobDefinition::fromJson);
            Set<String> names = new HashSet<>();
            for (JobDefinition job : jobs) {
                if (!names.add(job.name())) {
                    throw new IllegalArgumentException("job " + job.name() + " is there twice");
                }
            }
            return jobs;
        } catch (IOException failure) {
            throw new IllegalArgumentException(
                    "cannot read " + definitions() + " (" + failure + "); ./tidemark up writes it", failure);
        } catch (RuntimeException wrong) {
            throw new IllegalArgumentException(
                    definitions() + ": " + wrong.getMessage() + "; ./tidemark down and up write it anew", wrong);
        }
    }

    /** Makes room for the log of a new run. */
    void rotateLog(String job) {
        Path log = log(job);
        try {
            Files.createDirectories(log.getParent());
            for (int number = KEPT_LOGS; number > 0; number--) {
                Path newer = number == 1 ? log : older(log, number - 1);
                if (Files.exists(newer)) {
                    Files.move(newer, older(log, number), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot rotate " + log, failure);
        }
    }

    private static Path older(Path log, int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }

    /**
     * Becomes the one scheduler of this home for as long as this process lives; the kernel frees the lock.
     *
     * @throws IllegalStateException when another scheduler is it
     */
    FileChannel takeLock() {
        try {
            Files.createDirectories(path());
            FileChannel channel = FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new IllegalStateException("another scheduler runs the jobs of " + home
                        + "; stop it by ./tidemark down before another one is started");
            }
            return channel;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot lock " + lock(), failure);
        }
    }
}
