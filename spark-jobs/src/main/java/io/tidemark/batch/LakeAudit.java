package io.tidemark.batch;

import io.tidemark.lake.LakeTables;
import io.tidemark.lake.LandingSink;
import io.tidemark.lake.NextOffsets;
import io.tidemark.lake.TopicEpochs;
import io.tidemark.market.table.EventTables;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Which offsets the lake holds. Two columns are read, and no rows are shuffled: tasks hand over pages of bits. */
final class LakeAudit {
    private static final StructType PAGE = new StructType()
            .add("partition", DataTypes.IntegerType, false)
            .add("page", DataTypes.LongType, false)
            .add("bits", DataTypes.BinaryType, false)
            .add("again", DataTypes.LongType, false);

    private final SparkSession spark;
    private final LakeSettings settings;

    LakeAudit(SparkSession spark, LakeSettings settings) {
        this.spark = spark;
        this.settings = settings;
    }

    NextOffsets landed(TableDefinition table, String topicUuid) {
        return LakeTables.exists(spark, settings, table)
                ? new LandingSink(spark, settings).nextOffsets(table, topicUuid)
                : new NextOffsets(Map.of());
    }

    OffsetCensus census(String topic, TableDefinition table, String topicUuid) {
        OffsetCensus census = new OffsetCensus();
        OptionalInt epoch = TopicEpochs.find(spark, settings, topic, topicUuid);
        if (epoch.isEmpty()) {
            return census;
        }
        List<Dataset<Row>> parts = new ArrayList<>();
        if (LakeTables.exists(spark, settings, table)) {
            parts.add(LakeTables.read(spark, settings, table));
        }
        if (LakeTables.exists(spark, settings, EventTables.QUARANTINE)) {
            parts.add(LakeTables.read(spark, settings, EventTables.QUARANTINE)
                    .filter(functions.col("topic").equalTo(topic)));
        }
        for (Dataset<Row> part : parts) {
            part.filter(functions.col("topic_epoch").equalTo(epoch.getAsInt()))
                    .select("partition", "offset")
                    .mapPartitions(new Pages(), Encoders.row(PAGE))
                    .toLocalIterator()
                    .forEachRemaining(row -> census.add(
                            row.getInt(0), row.getLong(1), BitSet.valueOf(row.<byte[]>getAs(2)), row.getLong(3)));
        }
        return census;
    }

    /** The offsets of a task as pages of bits. */
    static final class Pages implements MapPartitionsFunction<Row, Row> {
        private static final long serialVersionUID = 1L;

        private record Key(int partition, long page) {}

        private static final class Page {
            private final BitSet bits = new BitSet(OffsetCensus.PAGE);
            private long again;

            void add(int offset) {
                if (bits.get(offset)) {
                    again++;
                } else {
                    bits.set(offset);
                }
            }
        }

        @Override
        public Iterator<Row> call(Iterator<Row> rows) {
            Map<Key, Page> pages = new HashMap<>();
            Key key = new Key(-1, -1);
            Page page = new Page();
            while (rows.hasNext()) {
                Row row = rows.next();
                int partition = row.getInt(0);
                long offset = row.getLong(1);
                // Files keep the order of offsets: the page is nearly always the one before.
                if (key.partition() != partition || key.page() != offset / OffsetCensus.PAGE) {
                    key = new Key(partition, offset / OffsetCensus.PAGE);
                    page = pages.computeIfAbsent(key, absent -> new Page());
                }
                page.add((int) (offset % OffsetCensus.PAGE));
            }
            return pages.entrySet().stream()
                    .map(entry -> RowFactory.create(
                            entry.getKey().partition(),
                            entry.getKey().page(),
                            entry.getValue().bits.toByteArray(),
                            entry.getValue().again))
                    .iterator();
        }
    }
}
