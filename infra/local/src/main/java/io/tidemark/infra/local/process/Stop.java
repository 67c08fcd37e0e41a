package io.tidemark.infra.local.process;

import java.time.Duration;
import java.util.Optional;

/** Ends a process: SIGTERM, and SIGKILL when it is still there after a grace period. */
public final class Stop {
    /** How a process ended. */
    public enum Outcome {
        GRACEFUL,
        KILLED,
        WAS_GONE
    }

    private static final Duration AFTER_KILL = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);

    private Stop() {}

    /** @return how it ended; a process that even SIGKILL does not end (uninterruptible I/O) counts as killed */
    public static Outcome gracefully(ProcessStat process, Duration grace) throws InterruptedException {
        Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
        if (handle.isEmpty() || !isSame(process)) {
            return Outcome.WAS_GONE;
        }
        handle.get().destroy();
        if (endsWithin(process, grace)) {
            return Outcome.GRACEFUL;
        }
        handle.get().destroyForcibly();
        endsWithin(process, AFTER_KILL);
        return Outcome.KILLED;
    }

    // Polled rather than awaited through the handle: in a container nobody may reap orphans, and a zombie never
    // "exits".
    private static boolean endsWithin(ProcessStat process, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (isSame(process)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(POLL.toMillis());
        }
        return true;
    }

    private static boolean isSame(ProcessStat process) {
        return ProcessStat.of(process.pid())
                .filter(now -> now.startTicks() == process.startTicks())
                .isPresent();
    }
}
