package io.tidemark.infra.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person sits at a stream. {@code System.console()} no longer tells since Java 22. */
public final class Terminal {
    private Terminal() {}

    public static boolean isInput() {
        return isTerminal(0);
    }

    public static boolean isError() {
        return isTerminal(2);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor)))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException closed) {
            return false;
        }
    }
}
