package io.tidemark.batch;

import io.tidemark.lake.LakeSessions;
import io.tidemark.settings.LakeSettings;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a batch job: local, unless {@code spark.master} is set from outside. */
final class BatchSession {
    private BatchSession() {}

    static SparkSession start(String name, LakeSettings settings) {
        SparkSession.Builder builder = LakeSessions.configure(SparkSession.builder(), settings)
                .appName("tidemark-" + name)
                .config("spark.ui.enabled", "false");
        if (System.getProperty("spark.master") == null) {
            builder.master("local[2]")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1");
        }
        return builder.getOrCreate();
    }
}
