package io.tidemark.feed.load;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import io.tidemark.feed.publish.FeedException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** The rows of a Parquet file, cell by cell as text, so that one parser serves both kinds of tables. */
final class ParquetRows implements RowSource {
    private final ParquetReader<String[], String[], Cell> reader;
    private final List<String> header;
    private final long rows;
    private long read;

    ParquetRows(Path path) {
        try {
            List<Type> fields = ParquetReader.readMetadata(path.toFile())
                    .getFileMetaData()
                    .getSchema()
                    .getFields();
            refuseNested(path, fields);
            header = fields.stream().map(Type::getName).toList();
            Map<String, Cell> cells = new HashMap<>();
            for (int place = 0; place < fields.size(); place++) {
                cells.put(header.get(place), new Cell(place, fields.get(place).asPrimitiveType()));
            }
            reader = ParquetReader.spliterator(
                    path.toFile(), new ToCells(header.size()), column -> Objects.requireNonNull(cells.get(column[0])));
            rows = reader.metaData().getBlocks().stream()
                    .mapToLong(block -> block.getRowCount())
                    .sum();
        } catch (IOException | RuntimeException failed) {
            if (failed instanceof FeedException refused) {
                throw refused;
            }
            // The reader reports what is no Parquet file by exceptions of many kinds.
            throw FeedException.failed(
                    path + ": is no readable Parquet file (" + failed.getMessage()
                            + "): get the file again, or give the --format that it has. Nothing was published.",
                    failed);
        }
        if (rows == 0) {
            throw FeedException.failed(path + ": is empty: get the file again. Nothing was published.");
        }
    }

    private static void refuseNested(Path path, List<Type> fields) {
        for (Type field : fields) {
            boolean isOld =
                    field.isPrimitive() && field.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96;
            if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED) || isOld) {
                throw FeedException.failed(path + ": the column " + field.getName() + " is "
                        + (isOld ? "an INT96, which is no longer a timestamp" : "nested, and a flat table is expected")
                        + ": write the file again without it. Nothing was published.");
            }
        }
    }

    List<String> header() {
        return header;
    }

    @Override
    public Optional<RawRow> next() {
        String[][] row = new String[1][];
        if (!reader.tryAdvance(cells -> row[0] = cells)) {
            return Optional.empty();
        }
        read++;
        return Optional.of(new RawRow(read, String.join(",", row[0]), row[0]));
    }

    @Override
    public double progress() {
        return rows == 0 ? 1 : read / (double) rows;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** A column: its place in a row, and how its values are written out. */
    private record Cell(int place, PrimitiveType type) {
        String text(@Nullable Object value) {
            if (value == null) {
                return "";
            }
            if (value instanceof Long number) {
                return type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
                        ? time(number, timestamp)
                        : type.stringifier().stringify(number);
            }
            if (value instanceof Integer number) {
                return type.stringifier().stringify(number);
            }
            if (value instanceof Double number && Double.isFinite(number)) {
                // The shortest decimal that is this double: what whoever wrote it meant.
                return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
            }
            // Rows are one char a byte, also where they come from text.
            byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        private static String time(long number, TimestampLogicalTypeAnnotation timestamp) {
            ChronoUnit unit = switch (timestamp.getUnit()) {
                case MILLIS -> ChronoUnit.MILLIS;
                case MICROS -> ChronoUnit.MICROS;
                case NANOS -> ChronoUnit.NANOS;
            };
            String utc = Instant.EPOCH.plus(number, unit).toString();
            return timestamp.isAdjustedToUTC() ? utc : utc.substring(0, utc.length() - 1);
        }
    }

    private record ToCells(int width) implements Hydrator<String[], String[], Cell> {
        @Override
        public String[] start() {
            String[] row = new String[width];
            Arrays.fill(row, "");
            return row;
        }

        @Override
        public String[] add(String[] row, Cell cell, @Nullable Object value) {
            row[cell.place()] = cell.text(value);
            return row;
        }

        @Override
        public String[] finish(String[] row) {
            return row;
        }
    }
}
