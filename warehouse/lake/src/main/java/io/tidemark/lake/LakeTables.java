package io.tidemark.lake;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import io.tidemark.market.table.Column;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaThrowable;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Where the tables are, and how they are created. */
public final class LakeTables {
    private static final List<String> STATISTICS =
            List.of("instrument", "trade_id", "event_time", "start", "partition", "offset", "known_at", "known_to");

    private static final Duration CREATION_PATIENCE = Duration.ofSeconds(10);
    private static final Duration CREATION_PAUSE = Duration.ofMillis(100);

    private LakeTables() {}

    /** A table's folder as Spark names it. */
    public static String path(LakeSettings settings, TableDefinition table) {
        return settings.s3aUri(table.name());
    }

    public static Dataset<Row> read(SparkSession spark, LakeSettings settings, TableDefinition table) {
        return spark.read().format("delta").load(path(settings, table));
    }

    /**
     * Whether the table is there: a lake that nothing has landed in yet has none.
     *
     * @throws UnusableTableException if commits of its log are gone
     */
    public static boolean exists(SparkSession spark, LakeSettings settings, TableDefinition table) {
        try {
            // Not DeltaTable.isDeltaTable: that believes what this process saw last.
            return DeltaLog.forTable(spark, path(settings, table))
                            .update(false, Option.empty(), Option.empty())
                            .version()
                    >= 0;
        } catch (Exception failure) {
            // Delta throws checked exceptions that it does not declare.
            if (DamagedLog.isCauseOf(failure)) {
                throw DamagedLog.explain(settings, table, failure);
            }
            throw failure;
        }
    }

    /**
     * Creates the table unless it is there. Several processes may do so at once.
     *
     * @throws UnusableTableException if a table with another shape is there
     */
    public static void ensure(SparkSession spark, LakeSettings settings, TableDefinition table) {
        createUnlessThere(spark, settings, table);
        requireShape(read(spark, settings, table).schema(), settings, table);
    }

    /** Delta has several errors for a table that somebody else is creating; each is gone as soon as the other is done. */
    private static void createUnlessThere(SparkSession spark, LakeSettings settings, TableDefinition table) {
        long deadline = System.nanoTime() + CREATION_PATIENCE.toNanos();
        while (!exists(spark, settings, table)) {
            try {
                create(spark, settings, table);
            } catch (Exception failure) {
                // Delta throws checked exceptions that it does not declare.
                if (!(failure instanceof DeltaThrowable) || System.nanoTime() > deadline) {
                    throw failure;
                }
                LockSupport.parkNanos(CREATION_PAUSE.toNanos());
            }
        }
    }

    private static void create(SparkSession spark, LakeSettings settings, TableDefinition table) {
        DeltaTableBuilder builder = DeltaTable.createIfNotExists(spark)
                .location(path(settings, table))
                .comment(table.doc());
        if (!table.partitionColumns().isEmpty()) {
            builder = builder.partitionedBy(table.partitionColumns().toArray(String[]::new));
        }
        for (StructField field : LakeSchemas.of(table).fields()) {
            builder = builder.addColumn(field);
        }
        for (Map.Entry<String, String> property : properties(table).entrySet()) {
            builder = builder.property(property.getKey(), property.getValue());
        }
        builder.execute();
    }

    /** Set one by one, so that no default of a session or of a later Delta makes a table that other readers cannot read. */
    static Map<String, String> properties(TableDefinition table) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("delta.minReaderVersion", "1");
        properties.put("delta.minWriterVersion", "2");
        properties.put("delta.enableDeletionVectors", "false");
        properties.put("delta.enableRowTracking", "false");
        properties.put("delta.enableChangeDataFeed", "false");
        properties.put("delta.columnMapping.mode", "none");
        properties.put("delta.checkpointPolicy", "classic");
        // A reader opens at most this many commits; a writer pays for a checkpoint that often.
        properties.put("delta.checkpointInterval", "50");
        properties.put("delta.logRetentionDuration", "interval 30 days");
        // Compaction is a job of its own: inside a commit it would delay the stream.
        properties.put("delta.autoOptimize.autoCompact", "false");
        properties.put("delta.autoOptimize.optimizeWrite", "false");
        // Statistics of the columns that queries select by; of all columns they cost a fifth of a write.
        properties.put("delta.dataSkippingStatsColumns", String.join(",", statistics(table)));
        return properties;
    }

    private static List<String> statistics(TableDefinition table) {
        List<String> names =
                new ArrayList<>(table.columns().stream().map(Column::name).toList());
        names.retainAll(STATISTICS);
        return names;
    }

    private static void requireShape(StructType present, LakeSettings settings, TableDefinition table) {
        StructType wanted = LakeSchemas.of(table);
        List<String> differences = new ArrayList<>();
        for (StructField field : wanted.fields()) {
            if (!present.getFieldIndex(field.name()).isDefined()) {
                differences.add(field.name() + " is missing");
            } else if (!present.apply(field.name()).dataType().equals(field.dataType())) {
                differences.add(field.name() + " is "
                        + present.apply(field.name()).dataType().sql() + " instead of "
                        + field.dataType().sql());
            }
        }
        if (!differences.isEmpty()) {
            throw new UnusableTableException("The table at " + path(settings, table)
                    + " has another shape than this release needs: "
                    + String.join(", ", differences) + ". Use the release that wrote it, or point TIDEMARK_LAKE at an"
                    + " empty folder.");
        }
    }
}
