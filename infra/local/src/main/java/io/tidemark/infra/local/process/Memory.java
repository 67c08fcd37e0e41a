package io.tidemark.infra.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Memory of a process: resident, and resident with shared pages counted by share (PSS), which sums over processes. */
public record Memory(long rssBytes, long pssBytes) {

    /** Empty when the process is gone or belongs to someone else. */
    public static Optional<Memory> of(long pid) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup"));
            return Optional.of(new Memory(bytes(lines, "Rss:"), bytes(lines, "Pss:")));
        } catch (IOException goneOrForeign) {
            return Optional.empty();
        }
    }

    private static long bytes(List<String> lines, String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .findFirst()
                .map(line -> line.substring(field.length()).replace("kB", "").trim())
                .map(kibibytes -> Long.parseLong(kibibytes) * 1024)
                .orElse(0L);
    }
}
