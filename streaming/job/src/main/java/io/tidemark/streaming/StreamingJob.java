package io.tidemark.streaming;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.LandedMarks;
import io.tidemark.lake.LakeSessions;
import io.tidemark.settings.ClickHouseSettings;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.settings.LakeSettings;
import io.tidemark.settings.StreamingSettings;
import io.tidemark.streaming.clickhouse.ClickHouseLanding;
import io.tidemark.streaming.clickhouse.LakeReplay;
import io.tidemark.streaming.clickhouse.QuietMarks;
import io.tidemark.streaming.lake.LakeGate;
import io.tidemark.streaming.lake.LakeLanding;
import io.tidemark.streaming.lake.LakeMaintenance;
import io.tidemark.streaming.landing.Landing;
import io.tidemark.streaming.landing.LandingQuery;
import io.tidemark.streaming.landing.LandingSettings;
import io.tidemark.streaming.landing.MemoryCheckpoints;
import io.tidemark.streaming.landing.QueryProgress;
import io.tidemark.streaming.landing.QuerySupervisor;
import io.tidemark.streaming.log.KafkaLog;
import io.tidemark.streaming.status.JobMetrics;
import io.tidemark.streaming.status.JobStatus;
import io.tidemark.streaming.status.StatusServer;
import io.tidemark.streaming.status.TidemarkStatus;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The running job: one Spark session, a supervised query per store, and the status endpoint. */
public final class StreamingJob implements AutoCloseable {
    private static final List<String> TOPICS = List.of(Topics.TRADES, Topics.QUOTES);

    private final SparkSession spark;
    private final KafkaLog log;
    private final ClickHouseLanding clickHouse;
    private final List<QuerySupervisor> supervisors;
    private final LakeMaintenance maintenance;
    private final QuietMarks marks;
    private final StatusServer server;
    private boolean isClosed;

    private StreamingJob(
            SparkSession spark,
            KafkaLog log,
            ClickHouseLanding clickHouse,
            List<QuerySupervisor> supervisors,
            LakeMaintenance maintenance,
            QuietMarks marks,
            StatusServer server) {
        this.spark = spark;
        this.log = log;
        this.clickHouse = clickHouse;
        this.supervisors = supervisors;
        this.maintenance = maintenance;
        this.marks = marks;
        this.server = server;
    }

    /** Starts everything and returns; the queries wait for topics and stores that are not there yet. */
    public static StreamingJob start(Map<String, String> environment) throws IOException {
        KafkaSettings kafka = KafkaSettings.from(environment);
        LakeSettings lake = LakeSettings.from(environment);
        ClickHouseSettings clickHouse = ClickHouseSettings.from(environment);
        StreamingSettings streaming = StreamingSettings.from(environment);
        LandingSettings landing = LandingSettings.from(environment);
        SparkSession spark = session(lake, landing, streaming.home());
        KafkaLog log = new KafkaLog(kafka);

        LakeGate gate = new LakeGate(spark, lake);
        LakeLanding toLake = new LakeLanding(spark, lake, gate, landing.lakeBatch());
        LakeMaintenance maintenance = new LakeMaintenance(spark, lake, toLake::isCatchingUp);
        ClickHouseLanding toClickHouse = new ClickHouseLanding(
                clickHouse, kafka, landing.lateness(), gate::topicEpoch, new LakeReplay(spark, lake));
        Supervision supervision = new Supervision(spark, log, kafka, streaming.home(), landing.acceptRetention());
        QueryProgress inClickHouse =
                supervision.add(toClickHouse, landing.clickHouseTrigger(), landing.clickHouseBatch());
        supervision.add(toLake, landing.lakeTrigger(), landing.lakeBatch());

        JobStatus status = new JobStatus(
                supervision.progresses,
                log::endOffsets,
                maintenance::report,
                new TidemarkStatus(clickHouse)::get,
                Clock.systemUTC());
        StatusServer server =
                StatusServer.start(streaming.statusUrl(), status, new JobMetrics(supervision.progresses, status));
        supervision.supervisors.forEach(QuerySupervisor::start);
        maintenance.start();
        QuietMarks marks = new QuietMarks(
                inClickHouse,
                log::endOffsets,
                new LandedMarks(ClickHouse.connect(clickHouse))::write,
                Clock.systemUTC());
        marks.start();
        return new StreamingJob(spark, log, toClickHouse, supervision.supervisors, maintenance, marks, server);
    }

    private static SparkSession session(LakeSettings lake, LandingSettings landing, Path home) {
        SparkSession spark = LakeSessions.configure(SparkSession.builder(), lake)
                .appName("tidemark-streaming")
                .master(landing.sparkMaster())
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", home.resolve("tmp").toString())
                // The two queries share the cores evenly, whichever began first.
                .config("spark.scheduler.mode", "FAIR")
                // No checkpoint is ever read; writing one on a disk starts a process for each of a batch's files.
                .config("spark.sql.streaming.checkpointFileManagerClass", MemoryCheckpoints.class.getName())
                .config("spark.sql.streaming.checkpoint.fileChecksum.enabled", "false")
                .config("spark.sql.streaming.metricsEnabled", "false")
                .config("spark.sql.streaming.numRecentProgressUpdates", "5")
                .config("spark.sql.streaming.minBatchesToRetain", "2")
                .config("spark.sql.ui.retainedExecutions", "5")
                .config("spark.ui.retainedJobs", "10")
                .config("spark.ui.retainedStages", "10")
                .config("spark.ui.retainedTasks", "100")
                .config("spark.cleaner.periodicGC.interval", "5min")
                .getOrCreate();
        // Spark initialises its classes when they are first used, and two queries that do so at once can wait for each
        // other for ever: one thread goes first.
        spark.range(1).selectExpr("id + 1").collectAsList();
        return spark;
    }

    /** Stops the queries between two batches; what is not landed waits in Kafka. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        maintenance.close();
        marks.close();
        supervisors.forEach(QuerySupervisor::close);
        clickHouse.close();
        server.close();
        spark.stop();
        log.close();
    }

    /** Collects the supervised queries of one job. */
    private static final class Supervision {
        private final SparkSession spark;
        private final KafkaLog log;
        private final KafkaSettings kafka;
        private final Path home;
        private final boolean acceptRetention;
        private final List<QueryProgress> progresses = new ArrayList<>();
        private final List<QuerySupervisor> supervisors = new ArrayList<>();

        Supervision(SparkSession spark, KafkaLog log, KafkaSettings kafka, Path home, boolean acceptRetention) {
            this.spark = spark;
            this.log = log;
            this.kafka = kafka;
            this.home = home;
            this.acceptRetention = acceptRetention;
        }

        QueryProgress add(Landing landing, Duration trigger, int maxRecords) {
            QueryProgress progress = new QueryProgress(landing.name());
            LandingQuery query = new LandingQuery(
                    spark, log, kafka, landing, progress, TOPICS, home, trigger, maxRecords, acceptRetention);
            progresses.add(progress);
            supervisors.add(new QuerySupervisor(query, progress));
            return progress;
        }
    }
}
