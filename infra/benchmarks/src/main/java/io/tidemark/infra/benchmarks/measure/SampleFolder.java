package io.tidemark.infra.benchmarks.measure;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A new folder for one run's raw samples, as CSV files. */
public record SampleFolder(Path path) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** {@code <home>/bench/<name>-<time>}. */
    public static SampleFolder create(Path home, String benchmark, Instant now) {
        Path path = home.resolve("bench").resolve(benchmark + "-" + TIME.format(now));
        try {
            return new SampleFolder(Files.createDirectories(path));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot create " + path + " for the samples", failure);
        }
    }

    /** Begins a file; the caller closes it. */
    public Csv csv(String name, String... columns) {
        try {
            Csv csv = new Csv(Files.newBufferedWriter(path.resolve(name + ".csv")));
            csv.row((Object[]) columns);
            return csv;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the samples in " + path, failure);
        }
    }

    /** One file. Values with commas are texts of ours that need no quotes but lose their commas. */
    public static final class Csv implements AutoCloseable {
        private final BufferedWriter writer;

        private Csv(BufferedWriter writer) {
            this.writer = writer;
        }

        public void row(Object... values) {
            try {
                writer.write(Arrays.stream(values)
                        .map(value -> String.valueOf(value).replaceAll("[,\r\n]+", " "))
                        .collect(Collectors.joining(",")));
                writer.newLine();
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot write samples", failure);
            }
        }

        @Override
        public void close() {
            try {
                writer.close();
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot write samples", failure);
            }
        }
    }
}
