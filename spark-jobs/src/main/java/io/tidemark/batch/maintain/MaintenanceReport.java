package io.tidemark.batch.maintain;

import java.time.LocalDate;
import java.util.List;

/** What a run of the maintenance did. */
public record MaintenanceReport(List<Table> tables, double seconds) {
    public MaintenanceReport {
        tables = List.copyOf(tables);
    }

    /**
     * One table.
     *
     * @param clustered days that were written anew; @param filesBefore and @param filesAfter their files
     * @param postponed days that somebody else was busy with; the next run does them
     * @param deletedFiles files that no version needed any more; @param deletedBytes their size
     */
    public record Table(
            String table,
            List<LocalDate> clustered,
            long filesBefore,
            long filesAfter,
            List<LocalDate> postponed,
            long deletedFiles,
            long deletedBytes) {
        public Table {
            clustered = List.copyOf(clustered);
            postponed = List.copyOf(postponed);
        }
    }

    /** Whether it left everything as it was. */
    public boolean changedNothing() {
        return tables.stream().allMatch(table -> table.clustered().isEmpty() && table.deletedFiles() == 0);
    }
}
