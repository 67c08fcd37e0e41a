package io.tidemark.infra.local.doctor;

import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.LocalSettings;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;

/** How much of the space that it may use a home takes; looked at only where the setting home.diskBudget gives it a bound. */
public final class DiskBudget {
    private static final double WARN_AT = 0.8;

    private DiskBudget() {}

    /** A line for people when four fifths are used; nothing below that, or without a budget. */
    public static Optional<String> warning(LocalConfig config) {
        return finding(config)
                .filter(finding -> finding.verdict() != Finding.Verdict.GOOD)
                .map(finding -> "disk budget: " + finding.seen() + ". " + finding.remedy());
    }

    static Optional<Finding> finding(LocalConfig config) {
        return config.get(LocalSettings.HOME_DISK_BUDGET)
                .map(budget -> finding(bytesBelow(config.home().path()), budget));
    }

    static Finding finding(long usedBytes, long budgetBytes) {
        String seen = String.format(
                Locale.ROOT,
                "%.1f of %.1f GiB used (home.diskBudget)",
                usedBytes / (double) (1L << 30),
                budgetBytes / (double) (1L << 30));
        String remedy =
                "Raise home.diskBudget, or use less: lower lake.retention and run ./tidemark jobs run maintain, remove"
                        + " pins that nobody needs, lower kafka.retention or kafka.retentionSize before the first up.";
        if (usedBytes >= budgetBytes) {
            return Finding.bad("disk budget", seen, remedy);
        }
        return usedBytes >= WARN_AT * budgetBytes
                ? Finding.doubtful("disk budget", seen, remedy)
                : Finding.good("disk budget", seen);
    }

    /** What is deleted while it is counted counts as nothing. */
    static long bytesBelow(Path folder) {
        long[] bytes = {0};
        try {
            if (Files.isDirectory(folder)) {
                Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        bytes[0] += attributes.size();
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
        } catch (IOException unreadable) {
            return bytes[0];
        }
        return bytes[0];
    }
}
