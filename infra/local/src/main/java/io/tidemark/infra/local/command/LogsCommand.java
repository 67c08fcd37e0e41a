package io.tidemark.infra.local.command;

import io.tidemark.infra.local.process.LogFile;
import io.tidemark.infra.local.process.LogLine;
import io.tidemark.infra.local.supervise.Components;
import io.tidemark.settings.Nearest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "logs", description = "Print the end of a component's log.")
final class LogsCommand implements Callable<Integer> {
    private static final long POLL_MILLISECONDS = 200;

    private final Context context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "NAME",
            description =
                    "kafka, s3, clickhouse, streaming, api, scheduler, feed; or of a job: audit, rebuild, job-NAME")
    private String name = "";

    @Option(names = "-f", description = "follow: print what is added, until interrupted")
    private boolean follow;

    @Option(names = "-n", paramLabel = "LINES", description = "how many lines (default ${DEFAULT-VALUE})")
    private int lines = 100;

    LogsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path log = context.home().logFile(name);
        if (!Files.exists(log)) {
            throw new ParameterException(spec.commandLine(), noLog());
        }
        long end = Files.size(log);
        new LogFile(log).tail(lines).forEach(line -> context.out().println(LogLine.readable(line)));
        context.out().flush();
        while (follow) {
            Thread.sleep(POLL_MILLISECONDS);
            end = printFrom(log, end);
        }
        return ExitCode.DONE;
    }

    private String noLog() throws IOException {
        List<String> names = new ArrayList<>(Components.NAMES);
        Path folder = context.home().logFolder();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".log"))
                        .forEach(file -> names.add(file.substring(0, file.length() - ".log".length())));
            }
        }
        if (names.contains(name)) {
            return name + " has no log in " + folder + ": it was not started here";
        }
        String known =
                "the logs are " + String.join(", ", names.stream().distinct().toList());
        return "no log is called " + name + ", "
                + Nearest.to(name, names)
                        .map(near -> "did you mean " + near + "?")
                        .orElse(known);
    }

    /** Prints what was added since, and returns the new end; a log that became shorter was rotated and starts over. */
    private long printFrom(Path log, long end) throws IOException {
        long size = Files.exists(log) ? Files.size(log) : 0;
        if (size == end) {
            return end;
        }
        long start = size < end ? 0 : end;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(start);
            byte[] added = new byte[(int) Math.min(1 << 20, size - start)];
            int read = Math.max(0, file.read(added));
            String text = new String(added, 0, read, StandardCharsets.UTF_8);
            // A line whose end is not written yet waits for the next look.
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            whole.lines().forEach(line -> context.out().println(LogLine.readable(line)));
            context.out().flush();
            return start + whole.getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
