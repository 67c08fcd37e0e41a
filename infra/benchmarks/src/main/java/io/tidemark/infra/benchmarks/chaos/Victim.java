package io.tidemark.infra.benchmarks.chaos;

import io.tidemark.infra.benchmarks.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process of one instance, by the pid file in its home. The file holds pid, start time and boot of the machine, so that a pid
 * that another process was given since is never killed.
 */
record Victim(String component, Path pidFile) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    /** Field 22 of /proc/PID/stat, counted behind the command's closing bracket, which is field 2. */
    private static final int START_TIME_BEHIND_COMMAND = 19;

    static Victim of(Path home, String component) {
        return new Victim(component, home.resolve("run").resolve(component + ".pid"));
    }

    /** The pid, if that very process still runs. */
    Optional<Long> pid() {
        try {
            String[] words = Files.readString(pidFile).trim().split(" ");
            if (words.length != 3 || !words[2].equals(Files.readString(BOOT_ID).trim())) {
                return Optional.empty();
            }
            return startTime(words[0]).filter(words[1]::equals).map(same -> Long.valueOf(words[0]));
        } catch (IOException | NumberFormatException noneOrUnreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> startTime(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            String[] behindCommand = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Optional.of(behindCommand[START_TIME_BEHIND_COMMAND]);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Sends SIGKILL. */
    void kill() {
        long pid = pid().orElseThrow(() -> BenchException.failed("There is no process of " + component + " to kill: "
                + pidFile + " names none that runs. See ./tidemark status."));
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}
