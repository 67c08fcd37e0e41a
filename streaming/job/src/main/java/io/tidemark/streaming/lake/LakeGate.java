package io.tidemark.streaming.lake;

import io.tidemark.lake.LakeTables;
import io.tidemark.lake.TopicEpochs;
import io.tidemark.market.table.EventTables;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.objects.Buckets;
import io.tidemark.settings.LakeSettings;
import io.tidemark.streaming.log.TopicIdentity;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * What both queries need of the lake before they start, one at a time: Spark and Delta initialise their classes when first
 * used, and two threads that do so at once can wait for each other for ever.
 */
public final class LakeGate {
    static final List<TableDefinition> TABLES =
            List.of(EventTables.TRADE_EVENTS, EventTables.QUOTE_EVENTS, EventTables.QUARANTINE);

    private final SparkSession spark;
    private final LakeSettings settings;

    public LakeGate(SparkSession spark, LakeSettings settings) {
        this.spark = spark;
        this.settings = settings;
    }

    synchronized void ensureTables() {
        Buckets.ensure(settings);
        for (TableDefinition table : TABLES) {
            LakeTables.ensure(spark, settings, table);
        }
    }

    /** The number of this life of a topic; a new life gets the next one. */
    public synchronized int topicEpoch(TopicIdentity topic) {
        Buckets.ensure(settings);
        return TopicEpochs.resolve(spark, settings, topic.topic(), topic.uuid());
    }
}
