package io.tidemark.lake;

import static io.tidemark.market.table.EventTables.TRADE_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.table.BarTables;
import io.tidemark.market.table.Column;
import io.tidemark.market.table.ColumnType;
import io.tidemark.market.table.EventTables;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;

class LakeTablesIT {
    private static final SparkSession SPARK = TestLake.spark();

    @Test
    void tablesAreReadableByAnyDeltaReader() {
        for (LakeSettings lake : TestLake.createOnAll()) {
            for (TableDefinition table : List.of(
                    TRADE_EVENTS,
                    EventTables.QUOTE_EVENTS,
                    EventTables.QUARANTINE,
                    BarTables.BARS_1M,
                    BarTables.BARS_1D)) {
                LakeTables.ensure(SPARK, lake, table);
                Row detail = SPARK.sql("DESCRIBE DETAIL delta.`" + LakeTables.path(lake, table) + "`")
                        .first();
                assertThat(detail.getInt(detail.fieldIndex("minReaderVersion"))).isEqualTo(1);
                assertThat(detail.getInt(detail.fieldIndex("minWriterVersion"))).isEqualTo(2);
                assertThat(detail.<String>getList(detail.fieldIndex("tableFeatures")))
                        .containsExactlyInAnyOrder("appendOnly", "invariants");
            }
        }
    }

    @Test
    void columnsCarryTheirTypesAndTheirDoc() {
        LakeSettings lake = TestLake.create();
        LakeTables.ensure(SPARK, lake, TRADE_EVENTS);

        StructField[] fields =
                LakeTables.read(SPARK, lake, TRADE_EVENTS).schema().fields();
        assertThat(fields).hasSameSizeAs(TRADE_EVENTS.columns());
        for (int i = 0; i < fields.length; i++) {
            Column column = TRADE_EVENTS.columns().get(i);
            assertThat(fields[i].name()).isEqualTo(column.name());
            assertThat(fields[i].dataType()).isEqualTo(LakeSchemas.dataType(column.type()));
            assertThat(fields[i].getComment().get()).isEqualTo(column.doc());
        }
        assertThat(LakeTables.read(SPARK, lake, TRADE_EVENTS)
                        .schema()
                        .apply("price")
                        .dataType()
                        .sql())
                .isEqualTo("DECIMAL(18,9)");
    }

    @Test
    void tableIsThereUnderBothSchemes() {
        LakeSettings lake = TestLake.create();
        LakeTables.ensure(SPARK, lake, TRADE_EVENTS);

        assertThat(SPARK.read()
                        .format("delta")
                        .load(lake.lakeUri() + "/trade_events")
                        .count())
                .isZero();
    }

    @Test
    void processesThatEnsureATableAtOnceMakeOne() throws Exception {
        LakeSettings lake = TestLake.create();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<Void> ensure = () -> {
                LakeTables.ensure(SPARK, lake, TRADE_EVENTS);
                return null;
            };
            for (Future<Void> done : threads.invokeAll(List.of(ensure, ensure, ensure))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(SPARK.sql("DESCRIBE HISTORY delta.`" + LakeTables.path(lake, TRADE_EVENTS) + "`")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void tableOfAnotherShapeIsRefused() {
        LakeSettings lake = TestLake.create();
        LakeTables.ensure(
                SPARK,
                lake,
                new TableDefinition(
                        "trade_events",
                        "Another.",
                        List.of(Column.required("price", ColumnType.DOUBLE, "d")),
                        List.of()));

        assertThatThrownBy(() -> LakeTables.ensure(SPARK, lake, TRADE_EVENTS))
                .isInstanceOf(UnusableTableException.class)
                .hasMessageContaining("instrument is missing")
                .hasMessageContaining("price is DOUBLE instead of DECIMAL(18,9)")
                .hasMessageContaining("TIDEMARK_LAKE");
    }

    @Test
    void topicThatWasRecreatedIsANewEpoch() {
        LakeSettings lake = TestLake.create();

        assertThat(TopicEpochs.find(SPARK, lake, "trades", "first")).isEmpty();
        assertThat(TopicEpochs.resolve(SPARK, lake, "trades", "first")).isZero();
        assertThat(TopicEpochs.resolve(SPARK, lake, "quotes", "third")).isZero();
        assertThat(TopicEpochs.resolve(SPARK, lake, "trades", "second")).isEqualTo(1);
        assertThat(TopicEpochs.resolve(SPARK, lake, "trades", "first")).isZero();
        assertThat(TopicEpochs.all(SPARK, lake, "trades"))
                .containsEntry(0, "first")
                .containsEntry(1, "second");
    }
}
