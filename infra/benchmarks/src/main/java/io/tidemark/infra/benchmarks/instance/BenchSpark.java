package io.tidemark.infra.benchmarks.instance;

import io.tidemark.lake.LakeSessions;
import org.apache.spark.sql.SparkSession;

/** A Spark session of a benchmark's own on the instance's lake. */
public final class BenchSpark {
    private BenchSpark() {}

    /** The caller stops it. */
    public static SparkSession start(Instance instance) {
        String scratch = instance.home().resolve("tmp").toString();
        return LakeSessions.configure(SparkSession.builder(), instance.lake())
                .appName("tidemark-bench")
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", scratch)
                .getOrCreate();
    }
}
