package io.tidemark.lake;

import io.delta.storage.HadoopFileSystemLogStore;
import io.delta.storage.internal.S3LogStoreUtil;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

/**
 * Writes a commit of a Delta table so that exactly one of several drivers gets a version: the file is created on the condition
 * that it is not there (S3's {@code If-None-Match: *}).
 *
 * <p>An answer may get lost after the server has created the file; the client's retry is then refused. So after every failure
 * the file is read back: ours is a success, another's is a lost race, and none leaves the question open to the caller.
 */
public final class ConditionalLogStore extends HadoopFileSystemLogStore {
    private static final String CREATE_IF_ABSENT = "fs.option.create.conditional.overwrite";

    /** Called by Delta with the session's configuration. */
    public ConditionalLogStore(Configuration configuration) {
        super(configuration);
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
            throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        Path file = files.makeQualified(path);
        byte[] content = bytes(actions);
        if (overwrite) {
            try (FSDataOutputStream out = files.create(file, true)) {
                out.write(content);
            }
            return;
        }
        try {
            createIfAbsent(files, file, content);
        } catch (IOException | RuntimeException failure) {
            settle(files, file, content, failure);
        }
    }

    private static void createIfAbsent(FileSystem files, Path file, byte[] content) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder =
                files.createFile(file).overwrite(true).recursive();
        // must: a file system that does not know the option fails here instead of overwriting silently
        try (FSDataOutputStream out = builder.must(CREATE_IF_ABSENT, true).build()) {
            out.write(content);
        }
    }

    /** Delta's commits carry a random transaction id: equal bytes are the same commit. */
    private static void settle(FileSystem files, Path file, byte[] content, Exception failure) throws IOException {
        byte[] present;
        try {
            present = readWhole(files, file);
        } catch (FileNotFoundException absent) {
            throw rethrown(failure);
        } catch (IOException unreadable) {
            failure.addSuppressed(unreadable);
            throw rethrown(failure);
        }
        if (!Arrays.equals(present, content)) {
            FileAlreadyExistsException lost = new FileAlreadyExistsException(file.toString());
            lost.initCause(failure);
            throw lost;
        }
    }

    private static IOException rethrown(Exception failure) {
        return failure instanceof IOException io ? io : new IOException(failure);
    }

    private static byte[] readWhole(FileSystem files, Path file) throws IOException {
        try (FSDataInputStream in = files.open(file)) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(Iterator<String> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        while (lines.hasNext()) {
            bytes.writeBytes(lines.next().getBytes(StandardCharsets.UTF_8));
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    /**
     * The files of the log from a name on, in order. S3 is asked to begin there: a log keeps weeks of commits, and every
     * commit lists it.
     */
    @Override
    public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        if (!(files instanceof S3AFileSystem)) {
            return super.listFrom(path, configuration);
        }
        Path first = files.makeQualified(path);
        Path folder = first.getParent();
        FileStatus[] listed = S3LogStoreUtil.s3ListFromArray(files, first, folder);
        if (listed.length == 0 && !files.exists(folder)) {
            throw new FileNotFoundException("No such file or directory: " + folder);
        }
        // The listing is of a prefix: it holds the files of subfolders, which are not the log's own.
        return Arrays.stream(listed)
                .filter(status -> folder.equals(status.getPath().getParent()))
                .filter(status -> status.getPath().getName().compareTo(first.getName()) >= 0)
                .sorted(Comparator.comparing(status -> status.getPath().getName()))
                .iterator();
    }

    /** An S3 object is there whole or not at all. */
    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
        return false;
    }
}
