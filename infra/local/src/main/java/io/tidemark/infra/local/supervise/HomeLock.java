package io.tidemark.infra.local.supervise;

import io.tidemark.infra.local.config.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Keeps two commands from starting or stopping the same components at once. The kernel frees it when the holder dies. */
public final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IllegalStateException when another command holds it */
    public static HomeLock take(Home home) {
        try {
            Files.createDirectories(home.lockFile().getParent());
            FileChannel channel =
                    FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return new HomeLock(channel);
            }
            channel.close();
            throw new IllegalStateException("Another ./tidemark up or down works on " + home.path()
                    + ". Wait until it has ended, then try again.");
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot lock " + home.lockFile(), failure);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
