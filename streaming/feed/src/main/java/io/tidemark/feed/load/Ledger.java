package io.tidemark.feed.load;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.feed.publish.FeedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that were loaded, one JSON file each, in {@code loads} of the state folder. It makes a load resumable, a repeat
 * harmless, and two files that would give the same ids to different trades visible.
 */
final class Ledger implements AutoCloseable {
    private static final String ENDING = ".json";

    private final Path folder;
    private final FileChannel lockFile;
    private final ObjectMapper mapper = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Ledger(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** @throws FeedException when another load of this state folder is running */
    static Ledger open(Path home) {
        Path folder = home.resolve("loads");
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw FeedException.failed("Another load of " + home + " is running: wait until it has ended.");
            }
            return new Ledger(folder, channel);
        } catch (IOException failed) {
            throw unusable(folder, failed);
        }
    }

    /** The lock lasts as long as the channel, and ends with the process however it ends. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    Optional<LedgerEntry> find(LoadFile file, String sha256) {
        Path entry = path(LedgerEntry.key(file, sha256));
        return Files.exists(entry) ? Optional.of(read(entry)) : Optional.empty();
    }

    List<LedgerEntry> all() {
        try (Stream<Path> files = Files.list(folder)) {
            List<LedgerEntry> entries = new ArrayList<>();
            files.filter(file -> file.toString().endsWith(ENDING)).sorted().forEach(file -> entries.add(read(file)));
            return entries;
        } catch (IOException failed) {
            throw unusable(folder, failed);
        }
    }

    /** Whole or not at all: a kill leaves the old entry or the new one. */
    void save(LedgerEntry entry) {
        Path file = path(entry.key());
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.write(draft, mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(entry));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw unusable(file, failed);
        }
    }

    private LedgerEntry read(Path file) {
        try {
            return mapper.readValue(file.toFile(), LedgerEntry.class);
        } catch (IOException failed) {
            throw unusable(file, failed);
        }
    }

    private Path path(String key) {
        return folder.resolve(key + ENDING);
    }

    private static FeedException unusable(Path path, IOException failed) {
        return FeedException.failed(
                "The ledger of loads at " + path + " cannot be used (" + failed.getMessage()
                        + "): free some space or make it writable; a damaged entry may be deleted, its file is then"
                        + " loaded from its beginning.",
                failed);
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failed) {
            throw unusable(folder, failed);
        }
    }
}
