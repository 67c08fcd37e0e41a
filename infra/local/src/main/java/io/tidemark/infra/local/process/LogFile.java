package io.tidemark.infra.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The log of a component. Processes append to it; older ones are kept beside it as {@code NAME.log.1 … .3}. */
public record LogFile(Path path) {
    static final int KEPT = 3;
    static final long MAXIMUM_BYTES = 64L << 20;
    private static final int TAIL_BYTES = 64 << 10;

    /** Makes room for the log of a new process. */
    public void rotate() {
        try {
            Files.createDirectories(path.getParent());
            if (!Files.exists(path) || Files.size(path) == 0) {
                return;
            }
            shiftOlder();
            Files.move(path, older(1), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot rotate " + path, failure);
        }
    }

    /** Cuts the log of a running process that has grown too long: copied and emptied, since the process keeps the file open. */
    public void truncateWhenLong() {
        try {
            if (!Files.exists(path) || Files.size(path) <= MAXIMUM_BYTES) {
                return;
            }
            shiftOlder();
            Files.copy(path, older(1), StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel log = FileChannel.open(path, StandardOpenOption.WRITE)) {
                log.truncate(0);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot rotate " + path, failure);
        }
    }

    /** The last lines, at most 64 KiB of them; empty when there is no log. */
    public List<String> tail(int lines) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long start = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            // The first line may have been cut in the middle.
            List<String> whole = start > 0 && all.size() > 1 ? all.subList(1, all.size()) : all;
            return whole.subList(Math.max(0, whole.size() - lines), whole.size());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + path, failure);
        }
    }

    private void shiftOlder() throws IOException {
        for (int number = KEPT; number > 1; number--) {
            if (Files.exists(older(number - 1))) {
                Files.move(older(number - 1), older(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path older(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
