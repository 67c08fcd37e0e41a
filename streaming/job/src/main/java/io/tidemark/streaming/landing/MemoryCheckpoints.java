package io.tidemark.streaming.landing;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager;

/**
 * Keeps Spark's checkpoint files in memory.
 *
 * <p>Nobody ever reads a checkpoint of ours after its query has ended, so there is no reason to write one. On a local disk Hadoop
 * starts a process ({@code chmod}) for each of a batch's files, several a second.
 */
public final class MemoryCheckpoints implements CheckpointFileManager {
    /** Shared by all instances: Spark makes one for each of a query's logs, and nothing but the path connects them. */
    private static final Map<Path, byte[]> FILES = new ConcurrentSkipListMap<>();

    private final Path folder;

    /** For Spark, which creates it by its class's name. */
    public MemoryCheckpoints(Path folder, Configuration configuration) {
        this.folder = folder;
    }

    /** Forgets what is below a folder. */
    static void forget(Path folder) {
        FILES.keySet().removeIf(file -> isBelow(folder, file));
    }

    @Override
    public CancellableFSDataOutputStream createAtomic(Path path, boolean overwriteIfPossible) {
        return new NewFile(path, overwriteIfPossible, new ByteArrayOutputStream());
    }

    @Override
    public FSDataInputStream open(Path path) {
        byte[] bytes = FILES.get(path);
        if (bytes == null) {
            throw sneaky(new FileNotFoundException("no checkpoint file " + path + " in this process"));
        }
        return new FSDataInputStream(new MemoryInput(bytes));
    }

    @Override
    public FileStatus[] list(Path path, PathFilter filter) {
        List<FileStatus> found = new ArrayList<>();
        FILES.forEach((file, bytes) -> {
            if (path.equals(file.getParent()) && filter.accept(file)) {
                found.add(new FileStatus(bytes.length, false, 1, bytes.length, 0, file));
            }
        });
        return found.toArray(FileStatus[]::new);
    }

    /** There are no folders, only files below them. */
    @Override
    public void mkdirs(Path path) {}

    @Override
    public boolean exists(Path path) {
        return FILES.containsKey(path) || FILES.keySet().stream().anyMatch(file -> isBelow(path, file));
    }

    @Override
    public void delete(Path path) {
        FILES.remove(path);
        forget(path);
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public Path createCheckpointDirectory() {
        return folder;
    }

    private static boolean isBelow(Path folder, Path file) {
        for (Path parent = file.getParent(); parent != null; parent = parent.getParent()) {
            if (parent.equals(folder)) {
                return true;
            }
        }
        return false;
    }

    /** The interface comes from Scala, which declares no exceptions; its callers expect Hadoop's. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(IOException failure) throws E {
        throw (E) failure;
    }

    /** Is there as a whole once it is closed. */
    private static final class NewFile extends CancellableFSDataOutputStream {
        private final Path path;
        private final boolean overwrite;
        private final ByteArrayOutputStream bytes;
        private boolean isOpen = true;

        NewFile(Path path, boolean overwrite, ByteArrayOutputStream bytes) {
            super(bytes);
            this.path = path;
            this.overwrite = overwrite;
            this.bytes = bytes;
        }

        @Override
        public void close() throws IOException {
            if (!isOpen) {
                return;
            }
            isOpen = false;
            super.close();
            if (overwrite) {
                FILES.put(path, bytes.toByteArray());
            } else if (FILES.putIfAbsent(path, bytes.toByteArray()) != null) {
                throw new FileAlreadyExistsException("checkpoint file " + path + " is there already");
            }
        }

        @Override
        public void cancel() {
            isOpen = false;
        }
    }
}
