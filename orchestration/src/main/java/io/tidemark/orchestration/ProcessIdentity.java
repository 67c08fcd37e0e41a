package io.tidemark.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The leader of a session of processes, so named that no other process is ever taken for it: a pid alone is given away again.
 *
 * @param startTicks since the machine's boot, as {@code /proc} counts
 */
record ProcessIdentity(long pid, long startTicks, String boot) {
    private static final Path PROC = Path.of("/proc");
    private static final Path BOOT_ID = PROC.resolve("sys/kernel/random/boot_id");
    // Fields after the command's name in parentheses; proc(5) counts them from 3 on.
    private static final int STATE = 0;
    private static final int SESSION = 3;
    private static final int START_TIME = 19;

    /** What {@code /proc} says of a process that is no zombie. */
    private record Stat(long pid, long session, long startTicks) {
        static Optional<Stat> of(long pid) {
            try {
                String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                boolean ended = fields[STATE].equals("Z") || fields[STATE].equals("X");
                return ended
                        ? Optional.empty()
                        : Optional.of(
                                new Stat(pid, Long.parseLong(fields[SESSION]), Long.parseLong(fields[START_TIME])));
            } catch (IOException gone) {
                return Optional.empty();
            }
        }
    }

    /** Empty when there is no such process any more. */
    static Optional<ProcessIdentity> of(long pid) {
        return Stat.of(pid).map(stat -> new ProcessIdentity(pid, stat.startTicks(), currentBoot()));
    }

    boolean isOfThisBoot() {
        return boot.equals(currentBoot());
    }

    /** The leader itself. */
    boolean isLeaderAlive() {
        return isOfThisBoot()
                && Stat.of(pid).filter(stat -> stat.startTicks() == startTicks).isPresent();
    }

    /**
     * Every process of the session that lives: the leader's children too, when the leader was killed alone. The kernel gives a
     * pid to nobody else while a session has its number; so if the pid is another process now, the session has ended.
     */
    List<ProcessHandle> living() {
        Optional<Stat> leader = Stat.of(pid);
        if (!isOfThisBoot()
                || leader.filter(stat -> stat.startTicks() != startTicks).isPresent()) {
            return List.of();
        }
        List<ProcessHandle> living = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                Stat.of(Long.parseLong(process.getFileName().toString()))
                        .filter(stat -> stat.session() == pid && stat.startTicks() >= startTicks)
                        .flatMap(stat -> ProcessHandle.of(stat.pid()))
                        .ifPresent(living::add);
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot list the processes in " + PROC, unreadable);
        }
        return living;
    }

    void putInto(ObjectNode json) {
        json.put("pid", pid).put("startTicks", startTicks).put("boot", boot);
    }

    static ProcessIdentity from(JsonNode json) {
        return new ProcessIdentity(
                json.path("pid").asLong(), json.path("startTicks").asLong(), Json.requiredText(json, "boot"));
    }

    private static String currentBoot() {
        try {
            return Files.readString(BOOT_ID).trim();
        } catch (IOException noLinux) {
            throw new IllegalStateException("cannot read " + BOOT_ID + ": jobs are run on Linux only", noLinux);
        }
    }
}
