package io.tidemark.infra.local.doctor;

import io.tidemark.infra.local.project.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Checks of the machine: Java, memory, disk, the tools that are called. */
final class MachineChecks {
    private static final long GIBI = 1L << 30;
    private static final long WANTED_MEMORY_BYTES = 6 * GIBI;
    private static final long WANTED_DISK_BYTES = 5 * GIBI;
    private static final long LEAST_DISK_BYTES = GIBI;

    private MachineChecks() {}

    static Finding java(int feature) {
        String seen = "Java " + feature + " in " + System.getProperty("java.home");
        return Jvm.sparkProblem(feature)
                .map(problem -> Finding.bad("java", problem, "Install a JDK 17 or 21 and set JAVA_HOME to it."))
                .orElseGet(() -> Finding.good("java", seen));
    }

    /** @param runsAlready whether the components' own memory is already a part of what is used */
    static Finding memory(boolean runsAlready) {
        long available;
        try {
            available = availableBytes(Files.readAllLines(Path.of("/proc/meminfo")));
        } catch (IOException unreadable) {
            return Finding.doubtful("memory", "/proc/meminfo cannot be read", "See that 6 GiB are free.");
        }
        String seen = gibibytes(available) + " available";
        return runsAlready || available >= WANTED_MEMORY_BYTES
                ? Finding.good("memory", seen)
                : Finding.doubtful(
                        "memory",
                        seen + ", everything together takes up to 6 GiB",
                        "End other programs, or lower streaming.heap and clickhouse.memory.");
    }

    static long availableBytes(List<String> meminfo) {
        return meminfo.stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
                .findFirst()
                .orElse(0);
    }

    static Finding disk(Path home) {
        Path existing = home;
        while (!Files.exists(existing)) {
            existing = Objects.requireNonNull(existing.getParent(), "the root folder exists");
        }
        if (!Files.isWritable(existing)) {
            return Finding.bad(
                    "disk", existing + " is not writable", "Choose another folder by --home or TIDEMARK_HOME.");
        }
        long free = existing.toFile().getUsableSpace();
        String seen = gibibytes(free) + " free at " + existing;
        String remedy =
                "Free some space there, then ./tidemark up: what waits in Kafka lands by itself, nothing is lost."
                        + " Or choose another folder by --home, or delete the data: ./tidemark down --wipe.";
        if (free < LEAST_DISK_BYTES) {
            return Finding.bad("disk", seen, remedy);
        }
        return free < WANTED_DISK_BYTES ? Finding.doubtful("disk", seen, remedy) : Finding.good("disk", seen);
    }

    /** npm fetches the embedded ClickHouse once. */
    static Finding npm(boolean isNeeded, String searchPath) {
        for (String folder : searchPath.split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "npm"))) {
                return Finding.good("npm", Path.of(folder, "npm").toString());
            }
        }
        return isNeeded
                ? Finding.bad(
                        "npm",
                        "not on the PATH, and the embedded ClickHouse is not in the cache yet",
                        "Install npm (Node.js), or name a ClickHouse of your own by clickhouse.url or clickhouse.binary.")
                : Finding.good("npm", "not there and not needed");
    }

    private static String gibibytes(long bytes) {
        return bytes < GIBI
                ? String.format(Locale.ROOT, "%d MiB", bytes >> 20)
                : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIBI);
    }
}
