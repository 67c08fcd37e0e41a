package io.tidemark.feed.load;

import io.tidemark.feed.publish.FeedException;
import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** A file being read: its rows and what understands them. */
final class OpenFile implements Closeable {
    /** Of the US consolidated tape. */
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    /**
     * The clock of the currency files: New York's standard time all year round. US payrolls of 2 May 2014, published at 12:30
     * UTC, move the price at 7:30 in the file.
     */
    static final ZoneId EASTERN_STANDARD = ZoneOffset.ofHours(-5);

    private static final int SAMPLE_ROWS = 20;
    private static final long IDS_OF_A_DAY = 1_000_000_000L;

    private final LoadFile file;
    private final RowSource rows;
    private final RowParser parser;

    private OpenFile(LoadFile file, RowSource rows, RowParser parser) {
        this.file = file;
        this.rows = rows;
        this.parser = parser;
    }

    /** @param receivedAtMicros when the load began, µs; @param sha256 of the content */
    static OpenFile open(LoadFile file, LoadOptions options, byte[] sha256, long receivedAtMicros) {
        EventContext context = new EventContext(
                file.instrument().toString(),
                file.format().isDaily() ? 0 : options.idEpoch(),
                firstId(file, sha256),
                file.origin(),
                receivedAtMicros,
                options.availableDelay().toNanos() / 1_000);
        try {
            if (file.format() == FileFormat.PARQUET) {
                ParquetRows rows = new ParquetRows(file.path());
                ColumnPlan plan = ColumnPlan.of(rows.header(), options.columns(), file);
                return new OpenFile(file, rows, new TableParser(context, plan, zone(file, options)));
            }
            TextRows rows = new TextRows(file.path());
            return new OpenFile(file, rows, textParser(file, options, context, rows));
        } catch (IOException failed) {
            throw Content.unreadable(file.path(), failed);
        }
    }

    private static RowParser textParser(LoadFile file, LoadOptions options, EventContext context, TextRows rows)
            throws IOException {
        long midnight = midnightMicros(file, options);
        return switch (file.format()) {
            case LEAN_TRADE -> new LeanTradeParser(context, midnight);
            case LEAN_QUOTE -> new LeanQuoteParser(context, midnight);
            case FX_QUOTE -> new FxQuoteParser(context, midnight);
            default ->
                new TableParser(context, ColumnPlan.of(rows.header(), options.columns(), file), zone(file, options));
        };
    }

    static ZoneId zone(LoadFile file, LoadOptions options) {
        return options.zone()
                .orElse(
                        switch (file.format()) {
                            case LEAN_TRADE, LEAN_QUOTE -> NEW_YORK;
                            case FX_QUOTE -> EASTERN_STANDARD;
                            default -> ZoneOffset.UTC;
                        });
    }

    private static long midnightMicros(LoadFile file, LoadOptions options) {
        return midnightMicros(file.date().orElse(LocalDate.EPOCH), zone(file, options));
    }

    static long midnightMicros(LocalDate day, ZoneId zone) {
        return Times.micros(day.atStartOfDay(zone).toInstant());
    }

    /** Whether the rows have ids of their own. Lets go of the file. */
    boolean hasIds() {
        try (this) {
            return parser instanceof TableParser table && table.hasIds();
        } catch (IOException failed) {
            throw Content.unreadable(file.path(), failed);
        }
    }

    /** What a row's number is added to: the day in front of nine digits, or 31 bits of the hash in front of 32. */
    static long firstId(LoadFile file, byte[] sha256) {
        if (file.date().isPresent()) {
            return Long.parseLong(file.date().get().format(DateTimeFormatter.BASIC_ISO_DATE)) * IDS_OF_A_DAY;
        }
        long bits = 0;
        for (int index = 0; index < 4; index++) {
            bits = (bits << 8) | (sha256[index] & 0xFF);
        }
        return (bits >>> 1) << 32;
    }

    /**
     * Reads the first rows and lets go of the file.
     *
     * @throws FeedException when they are not of the format: most of them must be, one bad row is data
     */
    void requireFormat() {
        int good = 0;
        int bad = 0;
        String firstProblem = "";
        try (this) {
            for (int count = 0; count < SAMPLE_ROWS; count++) {
                Optional<RawRow> row = rows.next();
                if (row.isEmpty()) {
                    break;
                }
                try {
                    parser.parse(row.get());
                    good++;
                } catch (BadRowException notOfTheFormat) {
                    firstProblem =
                            bad == 0 ? "line " + row.get().number() + ": " + notOfTheFormat.getMessage() : firstProblem;
                    bad++;
                }
            }
        } catch (IOException failed) {
            throw Content.unreadable(file.path(), failed);
        }
        if (good + bad == 0) {
            throw FeedException.failed(file + ": has no rows: get the file again. Nothing was published.");
        }
        if (bad > good) {
            throw FeedException.failed(file + ": is not of format " + file.format() + ": " + firstProblem
                    + ". Give the --format that it has; nothing was published.");
        }
    }

    Optional<RawRow> next() {
        try {
            return rows.next();
        } catch (IOException failed) {
            throw Content.unreadable(file.path(), failed);
        }
    }

    /** Every row must be parsed, in order, because quotes are carried from row to row. */
    RowParser.Parsed parse(RawRow row) throws BadRowException {
        return parser.parse(row);
    }

    Judged judge(RawRow row, byte[] key, long nowMicros) {
        try {
            return Judged.of(parse(row), key, nowMicros);
        } catch (BadRowException noMessage) {
            return Judged.unparsed(row.bytes(), key, nowMicros);
        }
    }

    double progress() {
        return rows.progress();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
