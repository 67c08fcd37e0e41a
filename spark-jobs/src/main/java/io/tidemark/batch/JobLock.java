package io.tidemark.batch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Keeps a job from running twice at once, and beside another one that writes the same tables, whoever has started them. The
 * process of a run holds the kernel's lock of a file for as long as it lives: one that was killed leaves nothing to clear away.
 */
final class JobLock implements AutoCloseable {
    /** What a run does that finds another one of its own job. For another job it waits in any case. */
    enum Twin {
        REFUSE,
        AWAIT
    }

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Optional<FileChannel> channel;

    private JobLock(Optional<FileChannel> channel) {
        this.channel = channel;
    }

    /** For a job that runs outside of any home: nobody knows of it. */
    static JobLock ofNobody() {
        return new JobLock(Optional.empty());
    }

    /**
     * Holds the lock until it is closed, or the process ends in any way.
     *
     * @param file that all runs which must not meet have in common; it stays when they have ended
     * @param progress is told in words what is waited for
     * @throws RefusedException if a run of this job is under way and is not to be waited for
     */
    static JobLock take(Path file, String job, Twin twin, Consumer<String> progress) throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            await(channel, job, twin, progress);
            LockHolder.ofThisProcess(job).write(channel);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
        return new JobLock(Optional.of(channel));
    }

    private static void await(FileChannel channel, String job, Twin twin, Consumer<String> progress)
            throws IOException {
        Optional<LockHolder> told = Optional.empty();
        while (!isLocked(channel)) {
            // A file that names a process that has ended is about to name the next one.
            Optional<LockHolder> holder = LockHolder.read(channel).filter(LockHolder::isAlive);
            if (holder.isPresent() && !holder.equals(told)) {
                if (twin == Twin.REFUSE && holder.get().job().equals(job)) {
                    throw new RefusedException(job + " is running already: " + holder.get()
                            + ". Wait until it has ended, or end it with: kill "
                            + holder.get().pid() + ". What it leaves undone the next run does.");
                }
                progress.accept(job + " waits until " + holder.get().job() + " has ended: " + holder.get());
                told = holder;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().truncate(0);
            channel.get().close();
        }
    }
}
