package io.tidemark.infra.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Remembers a process by pid, start time and boot of the machine, so that a pid that was given to another process since is never
 * taken for ours, and never killed.
 */
public record PidFile(Path path) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** A process that has ended already is written too: the file then says that it was started and runs no more. */
    public void write(long pid) {
        // No process has start time 0 but the kernel's first.
        long startTicks = ProcessStat.of(pid).map(ProcessStat::startTicks).orElse(0L);
        try {
            Files.createDirectories(path.getParent());
            Path written = Files.writeString(
                    path.resolveSibling(path.getFileName() + ".new"), pid + " " + startTicks + " " + bootId() + "\n");
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + path, failure);
        }
    }

    /** The process that was written down, if it is this very process that still runs. */
    public Optional<ProcessStat> running() {
        try {
            String[] words = Files.readString(path).trim().split(" ");
            if (words.length != 3 || !words[2].equals(bootId())) {
                return Optional.empty();
            }
            long startTicks = Long.parseLong(words[1]);
            return ProcessStat.of(Long.parseLong(words[0])).filter(stat -> stat.startTicks() == startTicks);
        } catch (IOException | NumberFormatException noneOrUnreadable) {
            return Optional.empty();
        }
    }

    /** True when a process was started and not stopped by us; with {@link #running} empty it has died. */
    public boolean exists() {
        return Files.exists(path);
    }

    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete " + path, failure);
        }
    }

    private static String bootId() throws IOException {
        return Files.readString(BOOT_ID).trim();
    }
}
