package io.tidemark.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.feed.load.Column;
import io.tidemark.feed.load.FileFormat;
import io.tidemark.feed.load.LoadOptions;
import io.tidemark.feed.load.LoadProgress;
import io.tidemark.feed.load.LoadReport;
import io.tidemark.feed.load.LoadRun;
import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.feed.publish.FeedException;
import io.tidemark.feed.publish.TopicAdmin;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.settings.Settings;
import io.tidemark.settings.StreamingSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays files through the topics of the live feed. Prints one JSON object; progress goes to standard error. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Replay files of ticks through the topics of the live feed.")
public final class LoadMain implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", arity = "1..*", description = "files, or folders of files")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--format", required = true, description = "${COMPLETION-CANDIDATES}")
    private FileFormat format = FileFormat.CSV;

    @Option(names = "--instrument", paramLabel = "ID", description = "such as us:SPY; else from the files' folders")
    private Optional<String> instrument = Optional.empty();

    @Option(names = "--date", paramLabel = "D", description = "such as 2013-10-08; else from the files' names")
    private Optional<LocalDate> date = Optional.empty();

    @Option(
            names = "--speed",
            defaultValue = "max",
            paramLabel = "max|1|60",
            description = "as fast as it goes (max, the default), or so many times as fast as it happened")
    private String speed = "max";

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "COLUMN=NAME",
            description = "the file's own names for ${COMPLETION-CANDIDATES}; CSV and Parquet")
    private Map<Column, String> columns = new EnumMap<>(Column.class);

    @Option(names = "--zone", paramLabel = "ZONE", description = "time zone of times that name none")
    private Optional<ZoneId> zone = Optional.empty();

    @Option(
            names = "--available-delay",
            defaultValue = "PT0S",
            description = "how long after its event time training may use a row (${DEFAULT-VALUE})")
    private Duration availableDelay = Duration.ZERO;

    @Option(
            names = "--id-epoch",
            defaultValue = "0",
            description = "CSV and Parquet: one more after the venue restarted its ids (${DEFAULT-VALUE})")
    private int idEpoch;

    @Option(names = "--again", description = "publish files again that were loaded before")
    private boolean again;

    public static void main(String[] arguments) {
        System.exit(FeedCommand.run(new LoadMain(), arguments, System.err));
    }

    @Override
    public Integer call() throws IOException {
        LoadOptions options = options();
        KafkaSettings kafka = KafkaSettings.from(System.getenv());
        Path home = Settings.fromEnvironment(List.of(StreamingSettings.HOME), System.getenv())
                .get(StreamingSettings.HOME);
        Optional<URI> streaming = Optional.ofNullable(System.getenv(StreamingSettings.STATUS_URL.environment()))
                .filter(url -> !url.isBlank())
                .map(URI::create);
        String topicId;
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            topics.ensure(TopicAdmin.SPINE);
            topicId = topics.id(format.topic());
        }
        LoadProgress progress =
                new LoadProgress(System.err, isTerminal() ? LoadProgress.Place.TERMINAL : LoadProgress.Place.LOG);
        try (EventPublisher publisher = new EventPublisher(kafka, "tidemark-load")) {
            LoadReport report =
                    new LoadRun(options, home, streaming, Clock.systemUTC(), progress).run(publisher, topicId);
            System.out.println(new ObjectMapper().writeValueAsString(report));
            return 0;
        }
    }

    private LoadOptions options() {
        return new LoadOptions(
                paths,
                format,
                instrument.map(InstrumentId::parse),
                date,
                timesAsFast(),
                columns,
                zone,
                availableDelay,
                idEpoch,
                again ? LoadOptions.Repeat.AGAIN : LoadOptions.Repeat.SKIP);
    }

    private int timesAsFast() {
        if (speed.equals("max")) {
            return 0;
        }
        if (!speed.matches("[1-9]\\d{0,5}")) {
            throw FeedException.wrongUsage(
                    "--speed must be max or a whole number such as 1 or 60, was '" + speed + "'");
        }
        return Integer.parseInt(speed);
    }

    /** {@code System.console()} does not tell: it asks about standard input and output. */
    private static boolean isTerminal() throws IOException {
        Path error = Path.of("/proc/self/fd/2");
        return Files.isSymbolicLink(error)
                && Files.readSymbolicLink(error).toString().matches("/dev/(pts/.*|tty.*|console)");
    }
}
