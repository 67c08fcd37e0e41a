package io.tidemark.infra.embedded;

import java.util.Map;

/** Ends a test's server when the test's JVM is gone, also when that was killed and could stop nothing. */
public final class ParentWatch {
    static final String VARIABLE = "TIDEMARK_PARENT_PID";

    private ParentWatch() {}

    /** Halts this process when the one that the environment names ends; does nothing when none is named. */
    public static void haltWithParent(Map<String, String> environment) {
        String pid = environment.getOrDefault(VARIABLE, "");
        if (pid.isEmpty()) {
            return;
        }
        Thread watcher = new Thread(() -> awaitEndOf(Long.parseLong(pid)), "parent-watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    private static void awaitEndOf(long pid) {
        ProcessHandle.of(pid).ifPresent(parent -> parent.onExit().join());
        Runtime.getRuntime().halt(1);
    }
}
