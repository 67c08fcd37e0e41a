package io.tidemark.feed.load;

import io.tidemark.feed.publish.FeedException;
import io.tidemark.market.instrument.InstrumentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files that a load is about, in the order of their days, and what each is about. */
final class FileFinder {
    private static final Pattern DAY = Pattern.compile("(?<!\\d)(\\d{8})(?!\\d)");

    private final LoadOptions options;

    FileFinder(LoadOptions options) {
        this.options = options;
    }

    List<LoadFile> find() {
        List<Path> paths = new ArrayList<>();
        options.paths().forEach(path -> paths.addAll(expand(path)));
        List<LoadFile> files = paths.stream()
                .distinct()
                .map(this::describe)
                .sorted(Comparator.comparing((LoadFile file) -> file.date().orElse(LocalDate.MIN))
                        .thenComparing(LoadFile::path))
                .toList();
        refuseTwoFilesOfADay(files);
        return files;
    }

    private List<Path> expand(Path path) {
        if (!Files.exists(path)) {
            throw FeedException.wrongUsage("There is no file or folder " + path + ".");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> found = below.filter(Files::isRegularFile)
                    .filter(file -> options.format().claims(String.valueOf(file.getFileName())))
                    .toList();
            if (found.isEmpty()) {
                throw FeedException.wrongUsage("The folder " + path + " holds no file of format " + options.format()
                        + ", whose name ends in "
                        + String.join(" or ", options.format().endings())
                        + ": name the files themselves.");
            }
            return found;
        } catch (IOException unreadable) {
            throw FeedException.failed(
                    "The folder " + path + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private LoadFile describe(Path path) {
        InstrumentId instrument = options.instrument()
                .or(() -> fromFolder(path))
                .orElseThrow(() -> FeedException.wrongUsage(
                        "Which instrument is " + path + " about? Give --instrument, such as us:SPY."));
        if (!options.format().isDaily()) {
            return new LoadFile(path, options.format(), instrument, Optional.empty());
        }
        LocalDate date = options.date()
                .or(() -> fromName(path))
                .orElseThrow(() -> FeedException.wrongUsage("Which day is " + path
                        + " about? Its name does not begin with one, such as 20131008_trade.zip: give"
                        + " --date 2013-10-08."));
        return new LoadFile(path, options.format(), instrument, Optional.of(date));
    }

    /** {@code spy/20131008_trade.zip} is about us:SPY, {@code eurusd/…} about fx:EUR-USD. */
    private Optional<InstrumentId> fromFolder(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (!options.format().isDaily() || folder == null || folder.getFileName() == null) {
            return Optional.empty();
        }
        String name = folder.getFileName().toString().toUpperCase(Locale.ROOT);
        if (options.format() == FileFormat.FX_QUOTE) {
            return name.matches("[A-Z]{6}")
                    ? Optional.of(new InstrumentId("fx", name.substring(0, 3) + "-" + name.substring(3)))
                    : Optional.empty();
        }
        return name.matches("[A-Z][A-Z.]{0,9}") ? Optional.of(new InstrumentId("us", name)) : Optional.empty();
    }

    private static Optional<LocalDate> fromName(Path path) {
        Matcher day = DAY.matcher(String.valueOf(path.getFileName()));
        try {
            return day.find()
                    ? Optional.of(LocalDate.parse(day.group(1), DateTimeFormatter.BASIC_ISO_DATE))
                    : Optional.empty();
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /** Ids of daily files are made of the day: two files would fight for the same ones. */
    private static void refuseTwoFilesOfADay(List<LoadFile> files) {
        Map<String, LoadFile> days = new HashMap<>();
        for (LoadFile file : files) {
            file.date().ifPresent(date -> {
                LoadFile other = days.put(file.instrument() + " " + date, file);
                if (other != null) {
                    throw FeedException.wrongUsage("Two files are for " + file.instrument() + " on " + date + ": "
                            + other + " and " + file
                            + ". Without --instrument the folders' names tell instruments apart; without --date the"
                            + " files' names tell days.");
                }
            });
        }
    }
}
