package io.tidemark.infra.local.command;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the loader is told about the files; it checks what needs to be known of them. */
final class FileOptions {
    @Option(names = "--instrument", paramLabel = "ID", description = "such as us:SPY; else from the files' folders")
    private Optional<String> instrument = Optional.empty();

    @Option(names = "--date", paramLabel = "D", description = "such as 2013-10-08; else from the files' names")
    private Optional<LocalDate> date = Optional.empty();

    @Option(
            names = "--columns",
            paramLabel = "COLUMN=NAME,…",
            description = "CSV and Parquet: the file's own names of columns, such as price=px,size=qty")
    private Optional<String> columns = Optional.empty();

    @Option(names = "--zone", paramLabel = "ZONE", description = "time zone of times that name none")
    private Optional<ZoneId> zone = Optional.empty();

    @Option(
            names = "--available-delay",
            paramLabel = "DURATION",
            description = "how long after its event time training may use a row, such as PT5M (default none)")
    private Optional<Duration> availableDelay = Optional.empty();

    @Option(
            names = "--id-epoch",
            paramLabel = "N",
            description = "CSV and Parquet: one more after the venue restarted its ids (default 0)")
    private Optional<Integer> idEpoch = Optional.empty();

    @Option(names = "--again", description = "publish files again that were loaded before")
    private boolean again;

    /** As the loader reads them. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--instrument", instrument);
        add(arguments, "--date", date);
        add(arguments, "--columns", columns);
        add(arguments, "--zone", zone);
        add(arguments, "--available-delay", availableDelay);
        add(arguments, "--id-epoch", idEpoch);
        if (again) {
            arguments.add("--again");
        }
        return arguments;
    }

    private static void add(List<String> arguments, String name, Optional<?> value) {
        value.ifPresent(given -> {
            arguments.add(name);
            arguments.add(given.toString());
        });
    }
}
