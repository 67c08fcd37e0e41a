package io.tidemark.batch.maintain;

import io.tidemark.lake.LakeException;
import io.tidemark.lake.LakeTables;
import io.tidemark.lake.TableVersions;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.objects.ObjectStore;
import io.tidemark.objects.Pin;
import io.tidemark.objects.Pins;
import io.tidemark.settings.LakeSettings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** Pins versions of tables, after which maintenance leaves their files alone, and lets them go. */
public final class Pinning {
    private final SparkSession spark;
    private final LakeSettings settings;
    private final Clock clock;

    public Pinning(SparkSession spark, LakeSettings settings, Clock clock) {
        this.spark = spark;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param table only this one, else all that are there
     * @param version of the table, else its newest
     * @throws LakeException when the name is taken, or the version cannot be read (any more)
     */
    public Pin add(String name, Optional<String> table, OptionalLong version) {
        Map<String, Long> versions = new TreeMap<>();
        for (TableDefinition one : wanted(table)) {
            TableVersions of = TableVersions.of(spark, settings, one);
            of.keepLog();
            versions.put(one.name(), version.orElseGet(of::newestVersion));
        }
        Pin pin = new Pin(name, clock.instant(), versions);
        try (ObjectStore store = ObjectStore.open(settings)) {
            Pins pins = new Pins(store, settings);
            if (!pins.add(pin)) {
                throw new LakeException("There is a pin " + name + " already. Remove it (./tidemark pin remove " + name
                        + "), or choose another name.");
            }
            // Looked at when the pin is there: what maintenance has deleted before, it has deleted.
            unreadable(versions).ifPresent(problem -> {
                pins.remove(name);
                throw new LakeException("Nothing was pinned: " + problem);
            });
        }
        return pin;
    }

    private Optional<String> unreadable(Map<String, Long> versions) {
        return versions.entrySet().stream()
                .flatMap(entry -> TableVersions.of(spark, settings, definition(entry.getKey()))
                        .missing(entry.getValue())
                        .map(missing -> "version " + entry.getValue() + " of " + entry.getKey() + " cannot be read, as "
                                + missing + ". Pin a later one.")
                        .stream())
                .findFirst();
    }

    private List<TableDefinition> wanted(Optional<String> table) {
        List<TableDefinition> wanted = table.map(name -> List.of(definition(name))).orElse(Maintenance.TABLES).stream()
                .filter(one -> LakeTables.exists(spark, settings, one))
                .toList();
        if (wanted.isEmpty()) {
            throw new LakeException("There is nothing to pin: "
                    + table.map(name -> name + " is not in this lake yet").orElse("this lake has no tables yet") + ".");
        }
        return wanted;
    }

    private static TableDefinition definition(String name) {
        return Maintenance.TABLES.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LakeException("No table of the lake is called '" + name + "'; there are "
                        + String.join(
                                ", ",
                                Maintenance.TABLES.stream()
                                        .map(TableDefinition::name)
                                        .toList()) + "."));
    }
}
