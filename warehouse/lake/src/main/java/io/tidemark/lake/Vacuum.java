package io.tidemark.lake;

import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.functions;

/**
 * Deletes data files that no version needs which may still be asked for: neither the newest, nor one of the retention's time, nor
 * one that is pinned. Delta's own VACUUM knows nothing of pins. What a writer is about to commit is younger than the retention.
 */
public final class Vacuum {
    /** Delta forgets after a week which files it has removed, so that their age is known no more. */
    public static final Duration LONGEST_RETENTION = Duration.ofDays(7);

    /** What was deleted. */
    public record Report(long files, long bytes) {}

    private Vacuum() {}

    /**
     * @param retention for how long a version that was replaced stays readable
     * @param pinned versions that stay readable until they are pinned no more
     * @throws LakeException when a pinned version cannot be read any more, so that its files are not known; nothing is deleted
     */
    public static Report run(
            SparkSession spark,
            LakeSettings settings,
            TableDefinition table,
            Duration retention,
            Collection<Long> pinned) {
        if (retention.isNegative() || retention.compareTo(LONGEST_RETENTION) > 0) {
            throw new IllegalArgumentException("retention must be 0 to " + LONGEST_RETENTION + ", was " + retention
                    + "; pin what must stay longer");
        }
        // Listed first: what is committed afterwards is not in the list, or it is in the newest version.
        Instant expired = Instant.now().minus(retention);
        TableVersions versions = TableVersions.of(spark, settings, table);
        try {
            Path folder = versions.folder();
            FileSystem files = versions.fileSystem();
            RemoteIterator<LocatedFileStatus> listed = files.listFiles(folder, true);
            Set<LocatedFileStatus> old = new HashSet<>();
            while (listed.hasNext()) {
                LocatedFileStatus file = listed.next();
                if (file.getModificationTime() < expired.toEpochMilli() && isData(folder, file.getPath())) {
                    old.add(file);
                }
            }
            Set<String> needed = needed(versions, expired, pinned);
            old.removeIf(file -> needed.contains(file.getPath().toString()));
            long bytes = 0;
            for (LocatedFileStatus file : old) {
                files.delete(file.getPath(), false);
                bytes += file.getLen();
            }
            return new Report(old.size(), bytes);
        } catch (FileNotFoundException noFiles) {
            return new Report(0, 0);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot clean " + versions.folder(), failure);
        }
    }

    private static Set<String> needed(TableVersions versions, Instant expired, Collection<Long> pinned) {
        Snapshot newest = versions.newest();
        Set<String> needed = new HashSet<>(versions.filesOf(newest));
        // A file that was removed lately belongs to versions that may still be asked for.
        newest.tombstones()
                .toDF()
                .filter(functions
                        .coalesce(functions.col("deletionTimestamp"), functions.lit(0L))
                        .geq(expired.toEpochMilli()))
                .select("path")
                .collectAsList()
                .forEach(row -> needed.add(versions.absolute(row.getString(0))));
        for (long version : new HashSet<>(pinned)) {
            needed.addAll(versions.filesOf(versions.at(version)));
        }
        return needed;
    }

    /** Not the log, nor what other programs keep in folders with a leading underscore. */
    private static boolean isData(Path folder, Path file) {
        String inside = file.toString().substring(folder.toString().length() + 1);
        return inside.endsWith(".parquet") && !inside.startsWith("_") && !inside.contains("/_");
    }
}
