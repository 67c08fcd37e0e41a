package io.tidemark.lake;

import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.util.Set;
import org.apache.spark.SparkThrowable;

/** What to say when commits of a table's Delta log are gone. */
final class DamagedLog {
    /** What Delta calls a log that does not lead from its beginning, or from a checkpoint, to its end. */
    private static final Set<String> CONDITIONS = Set.of(
            "DELTA_VERSIONS_NOT_CONTIGUOUS",
            "DELTA_TRUNCATED_TRANSACTION_LOG",
            "DELTA_LOG_FILE_NOT_FOUND",
            "DELTA_STATE_RECOVER_ERROR");

    private DamagedLog() {}

    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SparkThrowable known && isDamage(String.valueOf(known.getCondition()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDamage(String condition) {
        return CONDITIONS.stream().anyMatch(condition::startsWith);
    }

    static UnusableTableException explain(LakeSettings settings, TableDefinition table, Throwable failure) {
        String folder = LakeTables.path(settings, table) + "/_delta_log";
        String said = String.valueOf(failure.getMessage());
        return new UnusableTableException(
                "The log of table " + table.name() + " lacks commits: restore the missing files of " + folder
                        + " from a backup, or delete the table's folder and let the stream land it anew while Kafka has the"
                        + " records; then ./tidemark up. Until then nothing is written to it, and nothing is lost. ("
                        + said.lines().findFirst().orElse(said) + ")",
                failure);
    }
}
