package io.tidemark.lake;

import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;

/** The versions of one table: which files they consist of, whether those are there, and how long the log keeps them. */
public final class TableVersions {
    private static final String KEEPS_LOG = "delta.enableExpiredLogCleanup";

    private final SparkSession spark;
    private final DeltaLog log;

    private TableVersions(SparkSession spark, DeltaLog log) {
        this.spark = spark;
        this.log = log;
    }

    public static TableVersions of(SparkSession spark, LakeSettings settings, TableDefinition table) {
        return new TableVersions(spark, DeltaLog.forTable(spark, LakeTables.path(settings, table)));
    }

    public long newestVersion() {
        return newest().version();
    }

    /**
     * Looks whether every file of a version is there.
     *
     * @return what is missing, in words, if anything is
     */
    public Optional<String> missing(long version) {
        if (version > newestVersion()) {
            return Optional.of("the newest version is " + newestVersion());
        }
        try {
            FileSystem files = fileSystem();
            List<String> wanted = filesOf(at(version));
            long absent = 0;
            for (String file : wanted) {
                absent += files.exists(new Path(file)) ? 0 : 1;
            }
            return absent == 0
                    ? Optional.empty()
                    : Optional.of(absent + " of its " + wanted.size() + " files have been deleted");
        } catch (LakeException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot look at " + folder(), failure);
        }
    }

    /**
     * From now on old commits of the table's log are deleted by {@link #cleanLog} only: whoever writes a checkpoint would delete
     * those of pinned versions. The first time it changes the table, which makes a writer that commits then begin its batch again.
     */
    public void keepLog() {
        boolean keeps = newest().metadata().configuration().get(KEEPS_LOG).contains("false");
        if (!keeps) {
            spark.sql("ALTER TABLE delta.`" + folder() + "` SET TBLPROPERTIES ('" + KEEPS_LOG + "' = 'false')");
        }
    }

    /**
     * Deletes the part of the log that is older than the table's retention of it (a month), unless a version of that time is
     * pinned: without its commits it cannot be read.
     */
    public void cleanLog(List<Long> pinned) {
        Snapshot newest = newest();
        Duration retention = Duration.ofMillis(log.deltaRetentionMillis(newest.metadata()));
        Instant expired = Instant.now().minus(retention);
        boolean isPinned = pinned.stream()
                .anyMatch(
                        version -> Instant.ofEpochMilli(at(version).timestamp()).isBefore(expired));
        if (!isPinned) {
            log.cleanUpExpiredLogs(
                    newest,
                    log.cleanUpExpiredLogs$default$2(),
                    log.cleanUpExpiredLogs$default$3(),
                    log.cleanUpExpiredLogs$default$4());
        }
    }

    Path folder() {
        return log.dataPath();
    }

    FileSystem fileSystem() throws IOException {
        return folder().getFileSystem(log.newDeltaHadoopConf());
    }

    Snapshot newest() {
        return log.update(false, Option.empty(), Option.empty());
    }

    /** @throws LakeException when the log does not reach back to it */
    Snapshot at(long version) {
        try {
            return log.getSnapshotAt(
                    version,
                    log.getSnapshotAt$default$2(),
                    log.getSnapshotAt$default$3(),
                    log.getSnapshotAt$default$4());
        } catch (Exception failure) {
            // Delta throws checked exceptions that it does not declare.
            throw new LakeException(
                    "Version " + version + " of " + folder() + " cannot be read (" + failure.getMessage()
                            + "). If it is pinned, remove the pin: ./tidemark pin list, ./tidemark pin remove NAME",
                    failure);
        }
    }

    List<String> filesOf(Snapshot snapshot) {
        return snapshot.allFiles().toDF().select("path").collectAsList().stream()
                .map(row -> absolute(row.getString(0)))
                .collect(Collectors.toList());
    }

    /** The log has paths below the table, encoded as parts of a URI. */
    String absolute(String path) {
        URI uri = URI.create(path);
        return (uri.isAbsolute() ? new Path(uri) : new Path(folder(), uri.getPath())).toString();
    }
}
