package io.tidemark.feed.load;

import io.tidemark.market.instrument.InstrumentId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files by hand, and what a load makes of their rows. */
final class TestFiles {
    private TestFiles() {}

    static Path write(Path file, String... lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
            try (OutputStream out = packed(file)) {
                out.write(content);
            }
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static OutputStream packed(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        if (file.toString().endsWith(".gz")) {
            return new GZIPOutputStream(out);
        }
        if (file.toString().endsWith(".zip")) {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.putNextEntry(new ZipEntry("ticks.csv"));
            return zip;
        }
        return out;
    }

    static LoadOptions options(FileFormat format, String instrument, Path... paths) {
        return options(format, instrument, Map.of(), LoadOptions.Repeat.SKIP, paths);
    }

    static LoadOptions options(
            FileFormat format,
            String instrument,
            Map<Column, String> columns,
            LoadOptions.Repeat repeat,
            Path... paths) {
        return new LoadOptions(
                List.of(paths),
                format,
                instrument.isEmpty() ? Optional.empty() : Optional.of(InstrumentId.parse(instrument)),
                Optional.empty(),
                0,
                columns,
                Optional.empty(),
                Duration.ZERO,
                0,
                repeat);
    }

    /** What each row of the one file parses to. */
    static List<RowParser.Parsed> parse(LoadOptions options) throws BadRowException, IOException {
        List<RowParser.Parsed> parsed = new ArrayList<>();
        LoadFile file = new FileFinder(options).find().get(0);
        byte[] sha256 = Content.sha256(file.path());
        try (OpenFile open = OpenFile.open(file, options, sha256, 0)) {
            for (Optional<RawRow> row = open.next(); row.isPresent(); row = open.next()) {
                parsed.add(open.parse(row.get()));
            }
        }
        return parsed;
    }

    /** The verdicts on the rows of the one file. */
    static List<Judged> judge(LoadOptions options, long nowMicros) throws IOException {
        List<Judged> judged = new ArrayList<>();
        LoadFile file = new FileFinder(options).find().get(0);
        byte[] key = file.instrument().toString().getBytes(StandardCharsets.UTF_8);
        try (OpenFile open = OpenFile.open(file, options, Content.sha256(file.path()), nowMicros)) {
            for (Optional<RawRow> row = open.next(); row.isPresent(); row = open.next()) {
                judged.add(open.judge(row.get(), key, nowMicros));
            }
        }
        return judged;
    }
}
