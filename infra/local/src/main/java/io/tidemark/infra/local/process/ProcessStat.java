package io.tidemark.infra.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code /proc/PID} says of a running process. The start time is in clock ticks since boot: together with the pid it names a
 * process for as long as the machine runs, which a pid alone does not.
 */
public record ProcessStat(long pid, long startTicks, String command) {
    private static final Path PROC = Path.of("/proc");
    private static final int MAXIMUM_COMMAND_LENGTH = 160;
    // Fields after the command's name in parentheses: state is the first, start time the twentieth (proc(5) counts it
    // as 22).
    private static final int STATE = 0;
    private static final int START_TIME = 19;

    /** Empty when there is no such process, or only its zombie. */
    public static Optional<ProcessStat> of(long pid) {
        try {
            Path folder = PROC.resolve(Long.toString(pid));
            String stat = Files.readString(folder.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
                return Optional.empty();
            }
            return Optional.of(new ProcessStat(pid, Long.parseLong(fields[START_TIME]), command(folder)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static String command(Path folder) throws IOException {
        String arguments = new String(Files.readAllBytes(folder.resolve("cmdline")), StandardCharsets.UTF_8)
                .replace('\0', ' ')
                .trim();
        String command =
                arguments.isEmpty() ? Files.readString(folder.resolve("comm")).trim() : arguments;
        return command.length() <= MAXIMUM_COMMAND_LENGTH
                ? command
                : command.substring(0, MAXIMUM_COMMAND_LENGTH) + "…";
    }
}
