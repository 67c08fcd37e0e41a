package io.tidemark.lake;

import io.tidemark.settings.LakeSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The Spark settings that every process needs which reads or writes the lake. */
public final class LakeSessions {
    private LakeSessions() {}

    /** Adds the lake's settings; what the caller configures afterwards wins. */
    public static SparkSession.Builder configure(SparkSession.Builder builder, LakeSettings settings) {
        options(settings).forEach(builder::config);
        return builder;
    }

    /** The settings by key, secrets included: for tools that start Spark in other ways. */
    public static Map<String, String> options(LakeSettings settings) {
        Map<String, String> options = new LinkedHashMap<>();
        delta(options);
        s3(options, settings);
        // Nothing is kept there, but Spark makes the folder, and by default in the folder that the user happens to be
        // in.
        options.put(
                "spark.sql.warehouse.dir",
                Path.of(System.getProperty("java.io.tmpdir"), "tidemark-spark").toString());
        options.put("spark.sql.session.timeZone", "UTC");
        options.put("spark.sql.shuffle.partitions", "8");
        options.put("spark.sql.parquet.compression.codec", "zstd");
        // Level 1 writes faster than the default of 3 at nearly the same size for these tables.
        options.put("spark.hadoop.parquet.compression.codec.zstd.level", "1");
        // INT96, Spark's default, is larger and other readers deprecate it.
        options.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        // A task writes its few days side by side instead of sorting its rows by day: offsets stay in order.
        options.put("spark.sql.maxConcurrentOutputFileWriters", "8");
        // A stream's commits have some 20 generated classes of their own each; with room for 100, Spark's default,
        // they push each other out and every commit is compiled again, by Janino and then by the JIT.
        options.put("spark.sql.codegen.cache.maxEntries", "2000");
        // What jobs keep they read twice or thrice: trying codecs on every column costs more than it saves.
        options.put("spark.sql.inMemoryColumnarStorage.compressed", "false");
        options.put("spark.sql.catalog." + TidemarkFunctions.CATALOG, TidemarkFunctions.class.getName());
        return options;
    }

    private static void delta(Map<String, String> options) {
        options.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
        options.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        // Delta's own store for S3 loses commits of a second driver.
        options.put("spark.delta.logStore.s3a.impl", ConditionalLogStore.class.getName());
        options.put("spark.delta.logStore.s3.impl", ConditionalLogStore.class.getName());
        // The default of 50 is for clusters.
        options.put("spark.databricks.delta.snapshotPartitions", "2");
        options.put("spark.databricks.delta.optimize.maxFileSize", Long.toString(Compaction.TARGET_FILE_BYTES));
        // One file at a time: maintenance runs beside the stream.
        options.put("spark.databricks.delta.optimize.maxThreads", "1");
    }

    private static void s3(Map<String, String> options, LakeSettings settings) {
        String prefix = "spark.hadoop.fs.s3a.";
        options.put("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
        options.put(prefix + "endpoint", settings.endpoint().toString());
        options.put(prefix + "endpoint.region", settings.region());
        options.put(prefix + "path.style.access", "true");
        options.put(
                prefix + "connection.ssl.enabled",
                Boolean.toString("https".equals(settings.endpoint().getScheme())));
        options.put(prefix + "aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
        options.put(prefix + "access.key", settings.accessKey());
        options.put(prefix + "secret.key", settings.secretKey());
        // A store that is down is reported within seconds; who waits for it, and how long, is the caller's to decide.
        options.put(prefix + "attempts.maximum", "3");
        options.put(prefix + "retry.limit", "3");
        options.put(prefix + "retry.interval", "300ms");
        options.put(prefix + "connection.establish.timeout", "5s");
        // Delta never renames nor overwrites data files: the checks before a file is created find nothing.
        options.put(prefix + "create.performance", "true");
        // Redaction, so that the two keys show up in no log and no web page of Spark.
        options.put("spark.redaction.regex", "(?i)secret|password|token|access[.]?key");
    }
}
