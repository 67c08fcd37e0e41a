package io.tidemark.clickhouse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings a database up to what this program expects: creates what is missing, upgrades what is older. The files under
 * {@code migrations} are applied in order, statement by statement; each step is recorded, so that a run that was cut off goes
 * on where it stopped. Statements are written so that running one twice does no harm.
 */
public final class Migrations {
    private static final String FOLDER = "migrations/";
    private static final String LIST = FOLDER + "migrations.list";

    /** Where a statement needs the database's name as text; tables are found without. */
    private static final String DATABASE = "{database}";

    private Migrations() {}

    /**
     * Applies what the database lacks.
     *
     * @throws SchemaMismatchException when the database has been changed by a newer program, by a file that was altered, or by
     *     hand
     * @throws ClickHouseException when the server refuses a statement or does not answer
     */
    public static void apply(ClickHouse clickHouse) {
        apply(clickHouse, all());
        ShapeCheck.requireUnaltered(clickHouse);
    }

    static List<Migration> all() {
        List<Migration> migrations = new ArrayList<>();
        for (String name : SqlResource.read(LIST).lines().toList()) {
            migrations.add(Migration.of(name, SqlResource.read(FOLDER + name)));
        }
        for (int index = 0; index < migrations.size(); index++) {
            if (migrations.get(index).version() != index + 1) {
                throw new IllegalStateException("migrations must be numbered without gaps, " + LIST + " has "
                        + migrations.get(index).name() + " at place " + (index + 1));
            }
        }
        return migrations;
    }

    static void apply(ClickHouse clickHouse, List<Migration> migrations) {
        clickHouse.createDatabase();
        clickHouse.command(SqlResource.read("schema-migrations.sql"));
        Map<Integer, Applied> applied = applied(clickHouse);
        requireKnown(applied, migrations);
        for (Migration migration : migrations) {
            Applied state = applied.getOrDefault(migration.version(), new Applied(migration.checksum(), 0));
            if (!state.checksum().equals(migration.checksum())) {
                throw new SchemaMismatchException("migration " + migration.name() + " was applied with checksum "
                        + state.checksum() + " and now has " + migration.checksum() + ": the database is of another"
                        + " build. Run that build, or begin anew (./tidemark down --wipe; with a ClickHouse of your own,"
                        + " drop the database). Whoever edited the file restores it and puts the change into a new"
                        + " file");
            }
            for (int step = state.steps(); step < migration.statements().size(); step++) {
                clickHouse.command(migration.statements().get(step).replace(DATABASE, clickHouse.database()));
                record(clickHouse, migration, step + 1);
            }
        }
    }

    private static void requireKnown(Map<Integer, Applied> applied, List<Migration> migrations) {
        int newest =
                migrations.isEmpty() ? 0 : migrations.get(migrations.size() - 1).version();
        applied.keySet().stream()
                .filter(version -> version > newest)
                .findFirst()
                .ifPresent(version -> {
                    throw new SchemaMismatchException(
                            "the database is at migration " + version + ", this program knows them up to " + newest
                                    + ". Run the newer program, or restore a backup of the database");
                });
    }

    private static Map<Integer, Applied> applied(ClickHouse clickHouse) {
        Map<Integer, Applied> applied = new HashMap<>();
        clickHouse
                .query("SELECT version, argMax(checksum, steps), max(steps) FROM schema_migrations GROUP BY version")
                .forEach(row -> applied.put(row.getInt(0), new Applied(row.getText(1), row.getInt(2))));
        return applied;
    }

    private static void record(ClickHouse clickHouse, Migration migration, int steps) {
        clickHouse.command(
                "INSERT INTO schema_migrations (version, name, checksum, steps, statements) SELECT {version:Int32},"
                        + " {name:String}, {checksum:String}, {steps:Int32}, {statements:Int32}",
                Map.of(
                        "version", migration.version(),
                        "name", migration.name(),
                        "checksum", migration.checksum(),
                        "steps", steps,
                        "statements", migration.statements().size()));
    }

    private record Applied(String checksum, int steps) {}
}
