package io.tidemark.market.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TablesTest {
    static List<TableDefinition> tables() {
        return List.of(
                EventTables.TRADE_EVENTS,
                EventTables.QUOTE_EVENTS,
                EventTables.QUARANTINE,
                BarTables.BARS_1M,
                BarTables.BARS_1D,
                BarTables.BAR_REVISIONS,
                ReservedTables.BOOK_DELTAS,
                ReservedTables.POLLED_PRICES,
                ReservedTables.FEED_EVENTS,
                ReservedTables.NEWS);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyColumnHasANameOfItsOwnAndADocString(TableDefinition table) {
        assertThat(table.columns())
                .extracting(Column::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
        assertThat(table.columns()).extracting(Column::doc).noneMatch(String::isBlank);
        assertThat(table.doc()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void partitionColumnsAreRequired(TableDefinition table) {
        assertThat(table.partitionColumns())
                .noneMatch(name -> table.column(name).isOptional());
    }

    /** Landing counts offsets in whichever of the two tables they are, so both name them alike. */
    @Test
    void eventTablesAndQuarantineEndWithTheLogPosition() {
        for (TableDefinition table :
                List.of(EventTables.TRADE_EVENTS, EventTables.QUOTE_EVENTS, EventTables.QUARANTINE)) {
            List<String> names = table.columns().stream().map(Column::name).toList();
            assertThat(names.subList(names.size() - 5, names.size() - 1))
                    .containsExactly("topic_epoch", "partition", "offset", "known_at");
        }
    }

    @Test
    void tableWithoutItsPartitionColumnDoesNotExist() {
        Column column = Column.required("a", ColumnType.INT, "A");
        assertThatThrownBy(() -> new TableDefinition("t", "T", List.of(column), List.of("b")))
                .hasMessage("t has no column b to partition by");
        assertThatThrownBy(() -> BarTables.BARS_1M.column("hgih")).hasMessage("bars_1m has no column hgih");
    }
}
