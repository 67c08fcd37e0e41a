package io.tidemark.lake;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import scala.Option;

/** The live files of a table, from its log: path, size, partitionValues, stats and the rest of Delta's file entries. */
final class DeltaFiles {
    private DeltaFiles() {}

    static Dataset<Row> of(SparkSession spark, String path) {
        return DeltaLog.forTable(spark, path)
                .update(false, Option.empty(), Option.empty())
                .allFiles()
                .toDF();
    }
}
