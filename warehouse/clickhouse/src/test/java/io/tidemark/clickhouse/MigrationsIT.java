package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.infra.embedded.TestServers;
import io.tidemark.market.table.BarTables;
import io.tidemark.market.table.Column;
import io.tidemark.market.table.EventTables;
import io.tidemark.market.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationsIT {
    static Stream<Arguments> definitions() {
        return Stream.of(
                Arguments.of(Tables.TRADE_EVENTS, EventTables.TRADE_EVENTS),
                Arguments.of(Tables.QUOTE_EVENTS, EventTables.QUOTE_EVENTS),
                Arguments.of(Tables.QUARANTINE_EVENTS, EventTables.QUARANTINE),
                Arguments.of(Tables.STORED_BARS_1M, BarTables.BARS_1M),
                Arguments.of(Tables.STORED_BARS_1D, BarTables.BARS_1D),
                Arguments.of(Tables.BAR_REVISIONS, BarTables.BAR_REVISIONS));
    }

    /** Names, types, optionality, comments and order; the lake's partition dates are not stored, the version and a bar's VWAP are added. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void tablesMatchTheirDefinitions(String table, TableDefinition definition) {
        ClickHouse clickHouse = TestStore.fresh();
        List<String> expected = definition.columns().stream()
                .filter(column -> !definition.partitionColumns().contains(column.name()))
                .map(column -> column.name() + " " + ExpectedTypes.of(column) + " -- " + column.doc())
                .toList();

        List<String> stored = clickHouse
                .query(
                        "SELECT concat(name, ' ', type, ' -- ', comment) FROM system.columns"
                                + " WHERE database = currentDatabase() AND table = {table:String} AND name NOT IN ('version', 'vwap') ORDER BY position")
                .bind("table", table)
                .list(row -> row.getText(0));

        assertThat(stored).isEqualTo(expected);
    }

    @Test
    void everyColumnOfEveryTableHasAComment() {
        ClickHouse clickHouse = TestStore.fresh();

        assertThat(clickHouse
                        .query("SELECT concat(table, '.', name) FROM system.columns WHERE database = currentDatabase()"
                                + " AND comment = '' AND table IN (SELECT name FROM system.tables"
                                + " WHERE database = currentDatabase() AND engine != 'View')")
                        .list(row -> row.getText(0)))
                .isEmpty();
    }

    @Test
    void headsCarryTheCommentsOfTheEventsTheyAreMadeFrom() {
        ClickHouse clickHouse = TestStore.fresh();
        List<Column> events = EventTables.TRADE_EVENTS.columns();

        clickHouse
                .query(
                        "SELECT name, comment, type FROM system.columns WHERE database = currentDatabase() AND table = 'trade_heads'")
                .forEach(row -> events.stream()
                        .filter(column -> column.name().equals(row.getText(0)))
                        // The heads know one action more: MOVED.
                        .filter(column -> !column.name().equals("action"))
                        .forEach(column -> {
                            assertThat(row.getText(1)).isEqualTo(column.doc());
                            assertThat(row.getText(2)).isEqualTo(ExpectedTypes.of(column));
                        }));
    }

    @Test
    void applyingTwiceChangesNothing() {
        ClickHouse clickHouse = TestStore.fresh();
        long steps = steps(clickHouse);

        Migrations.apply(clickHouse);

        assertThat(steps(clickHouse)).isEqualTo(steps);
    }

    @Test
    void anOlderDatabaseUpgradesAndKeepsItsRows() {
        ClickHouse clickHouse = TestStore.empty(TestServers.clickHouse());
        Migrations.apply(clickHouse, Migrations.all().subList(0, 1));
        TradeBlock block = new TradeBlock();
        SampleTrades sample = new SampleTrades(1, 3, 10);
        for (int offset = 0; offset < 100; offset++) {
            var event = sample.next();
            block.append(event, SampleTrades.position(0, offset, event));
        }
        PartitionRange range = new PartitionRange("trades", 0, 0, 0, 100);
        new EventLanding(clickHouse).land(range, block, new QuarantineBlock());

        List<Migration> later = new ArrayList<>(Migrations.all());
        later.add(
                Migration.of(
                        "V%03d__later.sql".formatted(later.size() + 1),
                        "ALTER TABLE trade_events ADD COLUMN IF NOT EXISTS note String DEFAULT 'none' COMMENT 'A later idea';"));
        Migrations.apply(clickHouse, later);
        new TradeHeads(clickHouse).apply(range, List.of());

        assertThat(count(clickHouse, "trade_events WHERE note = 'none'")).isEqualTo(100);
        assertThat(count(clickHouse, "trades")).isEqualTo(100);
    }

    @Test
    void aHalfAppliedMigrationGoesOnWhereItStopped() {
        ClickHouse clickHouse = TestStore.empty(TestServers.clickHouse());
        String good = "CREATE TABLE IF NOT EXISTS first (a Int32) ENGINE = MergeTree ORDER BY a;\n";
        // The second statement fails until its other table is there, as one does when the server goes away between
        // them.
        String dependent = "CREATE OR REPLACE VIEW second AS SELECT a FROM elsewhere;\n";
        List<Migration> migrations = List.of(Migration.of("V001__both.sql", good + dependent));
        assertThatThrownBy(() -> Migrations.apply(clickHouse, migrations))
                .isInstanceOf(ClickHouseException.class)
                .hasMessageContaining("elsewhere");
        clickHouse.command("DROP TABLE first SYNC");
        clickHouse.command("CREATE TABLE elsewhere (a Int32) ENGINE = MergeTree ORDER BY a");

        Migrations.apply(clickHouse, migrations);

        assertThat(clickHouse
                        .query("SELECT name FROM system.tables WHERE database = currentDatabase() ORDER BY name")
                        .list(row -> row.getText(0)))
                .as("the first statement was not run again")
                .containsExactly("elsewhere", "schema_migrations", "second");
    }

    @Test
    void anAlteredFileIsRefused() {
        ClickHouse clickHouse = TestStore.empty(TestServers.clickHouse());
        String table = "CREATE TABLE IF NOT EXISTS one (a Int32) ENGINE = MergeTree ORDER BY a";
        Migrations.apply(clickHouse, List.of(Migration.of("V001__one.sql", table)));

        assertThatThrownBy(() -> Migrations.apply(
                        clickHouse, List.of(Migration.of("V001__one.sql", table.replace("Int32", "Int64")))))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("V001__one.sql was applied with checksum")
                .hasMessageContaining("./tidemark down --wipe")
                .hasMessageContaining("puts the change into a new file");
    }

    @Test
    void aDatabaseOfANewerProgramIsRefused() {
        ClickHouse clickHouse = TestStore.empty(TestServers.clickHouse());
        List<Migration> two = List.of(
                Migration.of("V001__a.sql", "CREATE TABLE IF NOT EXISTS a (a Int32) ENGINE = Log"),
                Migration.of("V002__b.sql", "CREATE TABLE IF NOT EXISTS b (a Int32) ENGINE = Log"));
        Migrations.apply(clickHouse, two);

        assertThatThrownBy(() -> Migrations.apply(clickHouse, two.subList(0, 1)))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("the database is at migration 2, this program knows them up to 1");
    }

    private static long steps(ClickHouse clickHouse) {
        return count(clickHouse, "schema_migrations");
    }

    private static long count(ClickHouse clickHouse, String from) {
        return clickHouse
                .query("SELECT count() FROM " + from)
                .first(row -> row.getLong(0))
                .orElseThrow();
    }

    /** ClickHouse's types of the definitions' types. */
    private static final class ExpectedTypes {
        /** Texts that differ from row to row, which a dictionary would not help. */
        private static final List<String> FREE_TEXTS = List.of("detail", "venue_trade_id");

        private static final Map<String, String> ENUMS = Map.of(
                "action", StoreTypes.ACTION,
                "time_source", StoreTypes.TIME_SOURCE,
                "aggressor", StoreTypes.AGGRESSOR,
                "origin", StoreTypes.ORIGIN,
                "status", StoreTypes.STATUS,
                "layer", StoreTypes.LAYER,
                "interval", StoreTypes.INTERVAL);

        static String of(Column column) {
            String type = plain(column);
            if (!column.isOptional()) {
                return type;
            }
            return type.startsWith("LowCardinality(")
                    ? type.replace("(String)", "(Nullable(String))")
                    : "Nullable(" + type + ")";
        }

        private static String plain(Column column) {
            return switch (column.type()) {
                case STRING ->
                    FREE_TEXTS.contains(column.name())
                            ? "String"
                            : ENUMS.getOrDefault(column.name(), "LowCardinality(String)");
                case BINARY -> "String";
                case BOOLEAN -> "Bool";
                case INT -> "Int32";
                case LONG -> "Int64";
                case TIMESTAMP -> "DateTime64(6, 'UTC')";
                case DATE -> "Date32";
                case PRICE -> "Decimal(18, 9)";
                case SIZE -> "Decimal(18, 8)";
                case VOLUME -> "Decimal(38, 8)";
                case NOTIONAL -> "Decimal(38, 17)";
                case DOUBLE -> "Float64";
            };
        }
    }
}
