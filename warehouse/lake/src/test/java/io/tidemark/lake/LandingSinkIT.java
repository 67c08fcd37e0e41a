package io.tidemark.lake;

import static io.tidemark.market.table.EventTables.QUARANTINE;
import static io.tidemark.market.table.EventTables.TRADE_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LandingSinkIT {
    private static final SparkSession SPARK = TestLake.spark();

    private static final LakeSettings LAKE = withTables(TestLake.create());
    private static final LakeSettings LOSSY_LAKE = withTables(TestLake.createLossy());
    private static final AtomicInteger EPOCHS = new AtomicInteger();

    /** Tests share the tables; each has a life of the topic to itself. */
    private final int epoch = EPOCHS.incrementAndGet();

    private final String uuid = "life" + epoch;
    private LakeSettings lake = LAKE;
    private LandingSink sink = new LandingSink(SPARK, LAKE);

    private static LakeSettings withTables(LakeSettings settings) {
        LakeTables.ensure(SPARK, settings, TRADE_EVENTS);
        LakeTables.ensure(SPARK, settings, QUARANTINE);
        return settings;
    }

    private void useLossyLine() {
        lake = LOSSY_LAKE;
        sink = new LandingSink(SPARK, lake);
    }

    @AfterEach
    void heal() {
        TestLake.proxy().heal();
    }

    private List<Long> offsets(TableDefinition table) {
        return LakeTables.read(SPARK, lake, table)
                .filter("topic_epoch = " + epoch)
                .select("offset")
                .collectAsList()
                .stream()
                .map(row -> row.getLong(0))
                .sorted()
                .toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private Dataset<Row> trades(long from, long to) {
        return LandingRows.trades(TestRecords.trades(0, from, to), epoch).accepted();
    }

    private PreparedAppend prepare(long from, long to, Dataset<Row> rows) {
        return sink.prepare(TRADE_EVENTS, uuid, List.of(new OffsetRange(0, from, to)), rows);
    }

    private Append land(long from, long to) {
        return prepare(from, to, trades(from, to)).commit();
    }

    private LandingRows withRejects(long from, long to, int step) {
        return LandingRows.trades(TestRecords.tradesWithRejects(0, from, to, step), epoch);
    }

    private long next() {
        return sink.nextOffsets(TRADE_EVENTS, uuid).of(0).orElse(-1);
    }

    @Test
    void vectorMovesWithTheRows() {
        assertThat(sink.nextOffsets(TRADE_EVENTS, uuid).byPartition()).isEmpty();

        Append append = land(0, 100);

        assertThat(append.rows()).isEqualTo(100);
        assertThat(append.version()).isPresent();
        assertThat(next()).isEqualTo(100);
        assertThat(offsets(TRADE_EVENTS)).isEqualTo(range(0, 100));
    }

    @Test
    void replayWithAnyBoundariesLandsNothingTwice() {
        land(0, 100);
        assertThat(land(0, 100).version()).isEmpty();
        assertThat(land(20, 50).version()).isEmpty();
        assertThat(land(50, 130).rows()).isEqualTo(30);
        assertThat(land(0, 150).rows()).isEqualTo(20);

        assertThat(offsets(TRADE_EVENTS)).isEqualTo(range(0, 150));
        assertThat(next()).isEqualTo(150);
    }

    @Test
    void rangeThatBeginsAboveTheVectorIsRefused() {
        land(0, 100);

        assertThatThrownBy(() -> land(101, 110))
                .isInstanceOf(LakeException.class)
                .hasMessageContaining("trade_events")
                .hasMessageContaining("partition 0 up to offset 100")
                .hasMessageContaining("begins at 101")
                .hasMessageContaining("checkpoint");
        assertThat(next()).isEqualTo(100);
    }

    @Test
    void partitionsAndLivesOfATopicHaveVectorsOfTheirOwn() {
        Dataset<Row> rows = LandingRows.trades(TestRecords.trades(0, 0, 10).union(TestRecords.trades(1, 0, 20)), epoch)
                .accepted();
        sink.append(TRADE_EVENTS, uuid, List.of(new OffsetRange(0, 0, 10), new OffsetRange(1, 0, 20)), rows);
        sink.append(TRADE_EVENTS, uuid + "b", List.of(new OffsetRange(0, 0, 5)), rows);

        assertThat(sink.nextOffsets(TRADE_EVENTS, uuid)).hasToString("[0:10 1:20]");
        assertThat(sink.nextOffsets(TRADE_EVENTS, uuid + "b")).hasToString("[0:5]");
        assertThat(offsets(TRADE_EVENTS)).hasSize(35);
    }

    @Test
    void rejectsAreInQuarantineBeforeTheEventsAreVisible() {
        LandingRows rows = withRejects(0, 100, 10);
        PreparedAppend prepared = prepare(0, 100, rows.accepted());
        assertThat(prepared.records()).isEqualTo(100);
        assertThat(prepared.rows()).isEqualTo(90);
        assertThat(prepared.rejected()).isEqualTo(10);
        assertThatThrownBy(prepared::commit)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("10 of 100 records");

        prepared.appendRejects(rows.rejected());
        assertThat(offsets(QUARANTINE)).containsExactly(0L, 10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L);
        assertThat(offsets(TRADE_EVENTS)).isEmpty();

        prepared.commit();
        assertThat(offsets(TRADE_EVENTS)).hasSize(90);
    }

    @Test
    void crashBetweenQuarantineAndEventsQuarantinesNothingTwice() {
        LandingRows rows = withRejects(0, 100, 10);
        prepare(0, 100, rows.accepted()).appendRejects(rows.rejected());

        // The next process starts at the vector of the events and cuts its batches elsewhere.
        for (long from = 0; from < 160; from += 40) {
            LandingRows again = withRejects(from, from + 40, 10);
            PreparedAppend prepared = prepare(from, from + 40, again.accepted());
            prepared.appendRejects(again.rejected());
            prepared.commit();
        }

        assertThat(offsets(QUARANTINE)).hasSize(16).doesNotHaveDuplicates();
        assertThat(offsets(TRADE_EVENTS)).hasSize(144).doesNotHaveDuplicates();
    }

    @Test
    void batchOfRejectsOnlyMovesTheVector() {
        LandingRows rows = withRejects(0, 5, 1);
        PreparedAppend prepared = prepare(0, 5, rows.accepted());
        prepared.appendRejects(rows.rejected());
        prepared.commit();

        assertThat(next()).isEqualTo(5);
        assertThat(offsets(QUARANTINE)).isEqualTo(range(0, 5));
    }

    @Test
    void recordThatIsNeitherAcceptedNorRejectedStopsTheBatch() {
        LandingRows rows = LandingRows.trades(TestRecords.trades(0, 0, 50), epoch);
        PreparedAppend prepared = prepare(0, 50, rows.accepted().filter("offset <> 17"));

        assertThatThrownBy(() -> prepared.appendRejects(rows.rejected()))
                .isInstanceOf(LakeException.class)
                .hasMessageContaining("of 50 records")
                .hasMessageContaining("49 are accepted and 0 rejected");
        assertThat(next()).isEqualTo(-1);
    }

    @Test
    void recordThatComesTwiceStopsTheBatch() {
        Dataset<Row> rows = trades(0, 10);

        assertThatThrownBy(() -> prepare(0, 10, rows.union(rows)))
                .isInstanceOf(LakeException.class)
                .hasMessageContaining("20 rows for the 10 records");
    }

    @Test
    void secondWriterOfAPartitionCannotCommit() {
        Dataset<Row> rows = trades(0, 20);
        PreparedAppend mine = prepare(0, 20, rows);
        PreparedAppend same = prepare(0, 20, rows);
        sink.append(TRADE_EVENTS, uuid, List.of(new OffsetRange(0, 0, 10)), rows);

        assertThatThrownBy(mine::commit)
                .isInstanceOf(LakeException.class)
                .hasMessageContaining("[0:10]")
                .hasMessageContaining("another writer");
        land(10, 20);
        // Whoever landed it: it is landed, and this writer's files stay invisible.
        assertThat(same.commit().version()).isEmpty();
        assertThat(offsets(TRADE_EVENTS)).isEqualTo(range(0, 20));
    }

    @Test
    void commitWhoseAnswerGotLostIsFoundByReadingBack() {
        useLossyLine();
        land(0, 10);
        TestLake.proxy().loseAnswers(1);

        Append append = land(10, 20);

        assertThat(TestLake.proxy().answersLeftToLose()).isZero();
        assertThat(append.version()).isPresent();
        assertThat(land(10, 30).rows()).isEqualTo(10);
        assertThat(offsets(TRADE_EVENTS)).isEqualTo(range(0, 30));
    }

    @Test
    void commitThatIsInDoubtIsSettledWhenTheStoreAnswersAgain() {
        useLossyLine();
        land(0, 10);
        TestLake.proxy().loseAnswerAndCut();

        assertThatThrownBy(() -> land(10, 20)).isInstanceOf(Exception.class);

        TestLake.proxy().heal();
        assertThat(next()).isEqualTo(20);
        assertThat(land(10, 20).version()).isEmpty();
        assertThat(offsets(TRADE_EVENTS)).isEqualTo(range(0, 20));
    }

    @Test
    void smallBatchBecomesOneFilePerDay() {
        Dataset<Row> rows = LandingRows.trades(TestRecords.trades(0, 0, 120).repartition(4), epoch)
                .accepted();
        sink.append(TRADE_EVENTS, uuid, List.of(new OffsetRange(0, 0, 120)), rows);

        assertThat(LakeTables.read(SPARK, lake, TRADE_EVENTS)
                        .filter("topic_epoch = " + epoch)
                        .select(functions.input_file_name())
                        .distinct()
                        .count())
                .isEqualTo(2);
    }
}
