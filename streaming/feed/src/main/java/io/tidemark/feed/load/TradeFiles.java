package io.tidemark.feed.load;

import io.tidemark.market.instrument.InstrumentId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Daily files of trades in Lean's format, read as a load reads them and published by nobody. */
public final class TradeFiles {
    private static final long HOUR_MICROS = 3_600_000_000L;

    private final LoadOptions options;
    private final List<LoadFile> files;
    private final long mostOfEach;
    private final long nowMicros;

    private TradeFiles(LoadOptions options, List<LoadFile> files, long mostOfEach, long nowMicros) {
        this.options = options;
        this.files = files;
        this.mostOfEach = mostOfEach;
        this.nowMicros = nowMicros;
    }

    /**
     * What is in the files.
     *
     * @param rejected rows that a load would quarantine
     * @param busiestHourMicros where the hour with the most trades begins, µs
     */
    public record Survey(long trades, long rejected, long firstMicros, long lastMicros, long busiestHourMicros) {}

    /**
     * Finds the files and looks at the first rows of each.
     *
     * @param paths files, or folders of files, each in a folder that names its instrument: {@code spy/20131008_trade.zip}
     * @param names what the trades' instruments shall be called
     * @param limit at most so many trades, the first of each file in equal shares; 0 is all
     * @param now when the trades are received
     * @throws io.tidemark.feed.publish.FeedException when a file is not there, or not of the format
     */
    public static TradeFiles find(List<Path> paths, UnaryOperator<InstrumentId> names, long limit, Instant now) {
        LoadOptions options = new LoadOptions(
                paths,
                FileFormat.LEAN_TRADE,
                Optional.empty(),
                Optional.empty(),
                0,
                Map.of(),
                Optional.empty(),
                Duration.ZERO,
                0,
                LoadOptions.Repeat.AGAIN);
        List<LoadFile> files = new FileFinder(options)
                .find().stream()
                        .map(file ->
                                new LoadFile(file.path(), file.format(), names.apply(file.instrument()), file.date()))
                        .toList();
        long mostOfEach = limit == 0 ? Long.MAX_VALUE : Math.max(1, limit / files.size());
        TradeFiles found = new TradeFiles(options, files, mostOfEach, Times.micros(now));
        files.forEach(file -> found.open(file).requireFormat());
        return found;
    }

    private OpenFile open(LoadFile file) {
        // The ids of a daily file are made of its day: the content's hash is not asked for.
        return OpenFile.open(file, options, new byte[0], nowMicros);
    }

    /** As they are called now, each once, by name. */
    public List<InstrumentId> instruments() {
        return files.stream()
                .map(LoadFile::instrument)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** The files' names as events carry them. */
    public List<String> origins() {
        return files.stream().map(LoadFile::origin).toList();
    }

    /** Reads all of it once. */
    public Survey survey() {
        Map<Long, Long> tradesOfHour = new TreeMap<>();
        long count = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        try (FileTrades trades = trades()) {
            while (trades.hasNext()) {
                long micros = trades.next().eventTimeMicros();
                tradesOfHour.merge(micros - Math.floorMod(micros, HOUR_MICROS), 1L, Long::sum);
                first = Math.min(first, micros);
                last = Math.max(last, micros);
                count++;
            }
            long busiest = tradesOfHour.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(0L);
            return new Survey(count, trades.rejected(), first, last, busiest);
        }
    }

    /** All trades, day after day and by time within a day. The caller closes it. */
    public FileTrades trades() {
        return new FileTrades(files, file -> new FileTrades.Opened(open(file), file, mostOfEach, nowMicros));
    }
}
