package io.tidemark.batch.maintain;

import io.tidemark.lake.Clustering;
import io.tidemark.lake.LakeTables;
import io.tidemark.lake.TableVersions;
import io.tidemark.lake.Vacuum;
import io.tidemark.market.table.BarTables;
import io.tidemark.market.table.EventTables;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.objects.ObjectStore;
import io.tidemark.objects.Pins;
import io.tidemark.settings.LakeSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Maintains every table of the lake: cluster closed days, then delete what no version needs. Each step may be repeated. */
public final class Maintenance {
    /** Bars are replaced by days as a whole and need no clustering; quarantine is read by reason and is small. */
    private static final List<TableDefinition> CLUSTERED = List.of(EventTables.TRADE_EVENTS, EventTables.QUOTE_EVENTS);

    static final List<TableDefinition> TABLES = List.of(
            EventTables.TRADE_EVENTS,
            EventTables.QUOTE_EVENTS,
            EventTables.QUARANTINE,
            BarTables.BARS_1M,
            BarTables.BARS_1D);

    private final SparkSession spark;
    private final LakeSettings settings;
    private final Clock clock;

    public Maintenance(SparkSession spark, LakeSettings settings, Clock clock) {
        this.spark = spark;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param closedAfter how long after its end a day is closed: what comes later is late
     * @param retention for how long a version that was replaced stays readable
     */
    public MaintenanceReport run(Duration closedAfter, Duration retention) {
        long begin = System.nanoTime();
        LocalDate before = LocalDate.ofInstant(clock.instant().minus(closedAfter), ZoneOffset.UTC);
        List<MaintenanceReport.Table> tables = new ArrayList<>();
        try (ObjectStore store = ObjectStore.open(settings)) {
            Pins pins = new Pins(store, settings);
            for (TableDefinition table : TABLES) {
                if (LakeTables.exists(spark, settings, table)) {
                    tables.add(maintain(table, before, retention, pins));
                }
            }
        }
        return new MaintenanceReport(tables, (System.nanoTime() - begin) / 1e9);
    }

    private MaintenanceReport.Table maintain(TableDefinition table, LocalDate before, Duration retention, Pins pins) {
        Clustering.Report clustered = CLUSTERED.contains(table)
                ? Clustering.run(spark, settings, table, before)
                : new Clustering.Report(List.of(), 0, 0, List.of());
        // Read as late as may be: a version that is pinned from now on is looked at by whoever pins it.
        List<Long> pinned = pins.all().stream()
                .map(pin -> Optional.ofNullable(pin.versions().get(table.name())))
                .flatMap(Optional::stream)
                .toList();
        Vacuum.Report deleted = Vacuum.run(spark, settings, table, retention, pinned);
        TableVersions.of(spark, settings, table).cleanLog(pinned);
        return new MaintenanceReport.Table(
                table.name(),
                clustered.days(),
                clustered.filesBefore(),
                clustered.filesAfter(),
                clustered.postponed(),
                deleted.files(),
                deleted.bytes());
    }
}
