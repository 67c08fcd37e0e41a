package io.tidemark.infra.local.config;

import io.tidemark.orchestration.Schedule;
import io.tidemark.settings.ApiSettings;
import io.tidemark.settings.Kinds;
import io.tidemark.settings.Setting;
import io.tidemark.settings.StreamingSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every setting of the local set-up. The order is the one of the file's template and of {@code config show}. */
public final class LocalSettings {
    public static final Setting<Optional<String>> KAFKA_BOOTSTRAP = Setting.of(
            "kafka.bootstrap",
            Kinds.optional(Kinds.BOOTSTRAP_SERVERS),
            "",
            "bootstrap servers of your own Kafka; empty starts the embedded broker");
    public static final Setting<Integer> KAFKA_PORT =
            Setting.of("kafka.port", Kinds.PORT, "19092", "port of the embedded broker");
    public static final Setting<Integer> KAFKA_CONTROLLER_PORT =
            Setting.of("kafka.controllerPort", Kinds.PORT, "19093", "port of the embedded broker's own controller");
    public static final Setting<Integer> KAFKA_PARTITIONS = Setting.of(
            "kafka.partitions", Kinds.integer(1, 1_000), "2", "partitions of the topics, fixed when they are created");
    public static final Setting<Duration> KAFKA_RETENTION =
            Setting.of("kafka.retention", Kinds.DURATION, "7d", "how long topics keep records, set at creation");
    public static final Setting<Optional<Long>> KAFKA_RETENTION_SIZE = Setting.of(
            "kafka.retentionSize",
            Kinds.optional(Kinds.BYTES),
            "",
            "how much of a topic is kept, all its partitions together, set at creation; empty: any size");
    public static final Setting<Long> KAFKA_HEAP =
            Setting.of("kafka.heap", Kinds.BYTES, "384m", "heap of the embedded broker");

    public static final Setting<Optional<URI>> S3_ENDPOINT = Setting.of(
            "s3.endpoint",
            Kinds.optional(Kinds.HTTP_URL),
            "",
            "endpoint of your own S3 or MinIO; empty starts one on this machine");
    public static final Setting<Integer> S3_PORT =
            Setting.of("s3.port", Kinds.PORT, "19100", "port of the S3 endpoint that is started here");
    public static final Setting<String> S3_ACCESS_KEY =
            Setting.of("s3.accessKey", Kinds.TEXT, "", "access key; empty lets the first up generate one");
    public static final Setting<String> S3_SECRET_KEY = Setting.of(
                    "s3.secretKey", Kinds.TEXT, "", "secret key; empty lets the first up generate one")
            .secret();
    public static final Setting<String> S3_REGION =
            Setting.of("s3.region", Kinds.WORD, "us-east-1", "region that S3 requests are signed for");
    public static final Setting<String> S3_BUCKET = Setting.of(
            "s3.bucket",
            Kinds.TEXT.where(
                    "a bucket name: 3 to 63 of a-z 0-9 . -", name -> name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")),
            "tidemark",
            "bucket of the lake, whose tables are in its folder lake");
    public static final Setting<Optional<Path>> S3_BINARY = Setting.of(
            "s3.binary",
            Kinds.optional(Kinds.PATH),
            "",
            "a minio binary on this machine that up starts instead of the embedded endpoint");
    public static final Setting<Long> S3_HEAP =
            Setting.of("s3.heap", Kinds.BYTES, "256m", "heap of the embedded S3 endpoint");

    public static final Setting<Optional<URI>> CLICKHOUSE_URL = Setting.of(
            "clickhouse.url",
            Kinds.optional(Kinds.HTTP_URL),
            "",
            "HTTP URL of your own ClickHouse; empty starts one on this machine");
    public static final Setting<Integer> CLICKHOUSE_PORT =
            Setting.of("clickhouse.port", Kinds.PORT, "18123", "HTTP port of the ClickHouse that is started here");
    public static final Setting<Integer> CLICKHOUSE_TCP_PORT = Setting.of(
            "clickhouse.tcpPort", Kinds.PORT, "18124", "native protocol port of the ClickHouse that is started here");
    public static final Setting<String> CLICKHOUSE_USER = Setting.of(
            "clickhouse.user",
            Kinds.WORD,
            "tidemark",
            "user that owns the tables; another one with clickhouse.url only");
    public static final Setting<String> CLICKHOUSE_PASSWORD = Setting.of(
                    "clickhouse.password", Kinds.TEXT, "", "its password; empty lets the first up generate one")
            .secret();
    public static final Setting<String> CLICKHOUSE_API_PASSWORD = Setting.of(
                    "clickhouse.apiPassword",
                    Kinds.TEXT,
                    "",
                    "password of the REST API's user, api; empty lets the first up generate one")
            .secret();
    public static final Setting<String> CLICKHOUSE_ANALYST_PASSWORD = Setting.of(
                    "clickhouse.analystPassword",
                    Kinds.TEXT,
                    "",
                    "password of the analysts' user, analyst; empty lets the first up generate one")
            .secret();
    public static final Setting<String> CLICKHOUSE_DATABASE = Setting.of(
            "clickhouse.database",
            Kinds.TEXT.where("a name of letters, digits and _", name -> name.matches("[A-Za-z_][A-Za-z0-9_]*")),
            "tidemark",
            "database of the tables; another one with clickhouse.url only");
    public static final Setting<Optional<Path>> CLICKHOUSE_BINARY = Setting.of(
            "clickhouse.binary",
            Kinds.optional(Kinds.PATH),
            "",
            "a clickhouse binary on this machine that up starts instead of the embedded one");
    public static final Setting<Long> CLICKHOUSE_MEMORY = Setting.of(
            "clickhouse.memory", Kinds.BYTES, "2g", "most memory that the ClickHouse that is started here may use");

    public static final Setting<Optional<URI>> STREAMING_ENDPOINT = Setting.of(
            "streaming.endpoint",
            Kinds.optional(Kinds.HTTP_URL),
            "",
            "status endpoint of a streaming job that runs elsewhere; empty starts it here");
    public static final Setting<Integer> STREAMING_PORT =
            Setting.of("streaming.port", Kinds.PORT, "18090", "port of the streaming job's status and metrics");
    public static final Setting<Long> STREAMING_HEAP =
            Setting.of("streaming.heap", Kinds.BYTES, "2g", "heap of the streaming job");
    public static final Setting<Duration> STREAMING_LATENESS = StreamingSettings.LATENESS;
    public static final Setting<Long> BATCH_HEAP = Setting.of(
            "batch.heap", Kinds.BYTES, "1g", "heap of a batch job, such as audit and the rebuild after load");

    public static final Setting<Optional<URI>> API_ENDPOINT = Setting.of(
            "api.endpoint",
            Kinds.optional(Kinds.HTTP_URL),
            "",
            "URL of a REST API that runs elsewhere; empty starts it here");
    public static final Setting<Integer> API_PORT = Setting.of("api.port", Kinds.PORT, "18080", "port of the REST API");
    public static final Setting<Long> API_HEAP = Setting.of("api.heap", Kinds.BYTES, "256m", "heap of the REST API");
    public static final Setting<Optional<String>> API_TOKEN = ApiSettings.TOKEN;
    public static final Setting<Optional<String>> API_CORS_ORIGINS = Setting.of(
            "api.corsOrigins",
            Kinds.optional(Kinds.TEXT),
            "",
            "web origins that may call the REST API, with commas between; empty allows none");

    public static final Setting<String> FEED_SOURCE = Setting.of(
            "feed.source", Kinds.oneOf("sim", "none"), "sim", "what up feeds in: sim (the simulator) or none");
    public static final Setting<Integer> FEED_SYMBOLS =
            Setting.of("feed.symbols", Kinds.integer(1, 10_000), "50", "how many instruments the simulator trades");
    public static final Setting<Long> FEED_SEED =
            Setting.of("feed.seed", Kinds.INTEGER, "42", "seed of the simulator; equal seeds give equal markets");
    public static final Setting<Integer> FEED_RATE = Setting.of(
            "feed.rate",
            Kinds.integer(1, 10_000_000),
            "100",
            "trades a second of the simulator, all instruments together");
    public static final Setting<Long> FEED_HEAP = Setting.of("feed.heap", Kinds.BYTES, "256m", "heap of a feed");

    public static final Setting<Integer> SCHEDULER_PORT =
            Setting.of("scheduler.port", Kinds.PORT, "18091", "port of the scheduler of batch jobs");
    public static final Setting<Long> SCHEDULER_HEAP = Setting.of(
            "scheduler.heap", Kinds.BYTES, "64m", "heap of the scheduler; its jobs have theirs, see batch.heap");

    public static final Setting<Schedule> JOBS_AUDIT =
            schedule("jobs.audit", "04:30", "when the offsets of both stores are counted");
    public static final Setting<Schedule> JOBS_BATCH =
            schedule("jobs.batch", "1h", "when the batch layer builds and publishes the days that it is behind in");
    public static final Setting<Schedule> JOBS_MAINTAIN =
            schedule("jobs.maintain", "1h", "when the lake's closed days are tidied up and its old files deleted");
    public static final Setting<Duration> JOBS_TIMEOUT =
            Setting.of("jobs.timeout", Kinds.DURATION, "4h", "after which a job that still runs is stopped");

    public static final Setting<Duration> LAKE_RETENTION = Setting.of(
            "lake.retention",
            Kinds.DURATION.where(
                    "1h to 7d", length -> length.toSeconds() >= 3_600 && length.compareTo(Duration.ofDays(7)) <= 0),
            "7d",
            "how long versions of the lake's tables that were replaced stay readable; pinned ones stay");
    public static final Setting<Optional<Long>> HOME_DISK_BUDGET = Setting.of(
            "home.diskBudget",
            Kinds.optional(Kinds.BYTES),
            "",
            "how much disk the home may take; status and doctor warn at four fifths of it; empty: the whole disk");

    public static final Setting<Duration> UP_TIMEOUT =
            Setting.of("up.timeout", Kinds.DURATION, "5m", "how long up waits for one component to answer");

    public static final List<Setting<?>> ALL = List.of(
            KAFKA_BOOTSTRAP,
            KAFKA_PORT,
            KAFKA_CONTROLLER_PORT,
            KAFKA_PARTITIONS,
            KAFKA_RETENTION,
            KAFKA_RETENTION_SIZE,
            KAFKA_HEAP,
            S3_ENDPOINT,
            S3_PORT,
            S3_ACCESS_KEY,
            S3_SECRET_KEY,
            S3_REGION,
            S3_BUCKET,
            S3_BINARY,
            S3_HEAP,
            CLICKHOUSE_URL,
            CLICKHOUSE_PORT,
            CLICKHOUSE_TCP_PORT,
            CLICKHOUSE_USER,
            CLICKHOUSE_PASSWORD,
            CLICKHOUSE_API_PASSWORD,
            CLICKHOUSE_ANALYST_PASSWORD,
            CLICKHOUSE_DATABASE,
            CLICKHOUSE_BINARY,
            CLICKHOUSE_MEMORY,
            STREAMING_ENDPOINT,
            STREAMING_PORT,
            STREAMING_HEAP,
            STREAMING_LATENESS,
            BATCH_HEAP,
            API_ENDPOINT,
            API_PORT,
            API_HEAP,
            API_TOKEN,
            API_CORS_ORIGINS,
            FEED_SOURCE,
            FEED_SYMBOLS,
            FEED_SEED,
            FEED_RATE,
            FEED_HEAP,
            SCHEDULER_PORT,
            SCHEDULER_HEAP,
            JOBS_AUDIT,
            JOBS_BATCH,
            JOBS_MAINTAIN,
            JOBS_TIMEOUT,
            LAKE_RETENTION,
            HOME_DISK_BUDGET,
            UP_TIMEOUT);

    private LocalSettings() {}

    private static Setting<Schedule> schedule(String key, String usual, String what) {
        return Setting.of(key, Schedule.KIND, usual, what + ": a time of day in UTC (04:30), an interval (1h) or hand");
    }
}
