package io.tidemark.lake;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The next offsets of a topic in a table, kept as Delta's application transactions: one id per partition, its version the next
 * offset. They are part of the table's state, live through log clean-up, and Delta fails a commit whose ids somebody else moved.
 */
record LandingVector(String path, String table, String topicUuid) {
    LandingVector {
        if (topicUuid.isBlank() || topicUuid.contains(":")) {
            throw new IllegalArgumentException("topic UUID must be text without ':', was '" + topicUuid + "'");
        }
    }

    NextOffsets read(SparkSession spark) {
        return of(log(spark).update(false, Option.empty(), Option.empty()));
    }

    NextOffsets of(Snapshot snapshot) {
        Map<Integer, Long> next = new HashMap<>();
        CollectionConverters.asJava(snapshot.transactions()).forEach((id, version) -> {
            if (id.startsWith(idPrefix())) {
                next.put(Integer.valueOf(id.substring(idPrefix().length())), (Long) version);
            }
        });
        return new NextOffsets(next);
    }

    DeltaLog log(SparkSession spark) {
        return DeltaLog.forTable(spark, path);
    }

    String idPrefix() {
        return table + ":" + topicUuid + ":";
    }

    String id(int partition) {
        return idPrefix() + partition;
    }

    @Override
    public String toString() {
        return "Table " + table + " (topic " + topicUuid + ")";
    }
}
