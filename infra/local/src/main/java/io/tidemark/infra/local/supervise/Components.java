package io.tidemark.infra.local.supervise;

import io.tidemark.infra.embedded.ClickHouseOptions;
import io.tidemark.infra.embedded.ClickHousePasswords;
import io.tidemark.infra.embedded.EmbeddedClickHouse;
import io.tidemark.infra.embedded.EmbeddedKafka;
import io.tidemark.infra.embedded.EmbeddedS3;
import io.tidemark.infra.embedded.KafkaOptions;
import io.tidemark.infra.embedded.S3Options;
import io.tidemark.infra.embedded.ServerCommand;
import io.tidemark.infra.local.config.Environments;
import io.tidemark.infra.local.config.Home;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.LocalSettings;
import io.tidemark.infra.local.config.Role;
import io.tidemark.infra.local.jobs.LocalJobs;
import io.tidemark.infra.local.process.Launch;
import io.tidemark.infra.local.project.Jvm;
import io.tidemark.infra.local.project.Project;
import io.tidemark.infra.local.project.ProjectModule;
import io.tidemark.infra.local.supervise.Component.Port;
import io.tidemark.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The components of Tidemark, each as this home's configuration has it. */
public final class Components {
    /** In the order of starting. */
    public static final List<String> NAMES =
            List.of("kafka", "s3", "clickhouse", "streaming", "api", "scheduler", "feed");

    /** Whoever asks goes first: a batch that lands 100 ms later is not missed, an answer is. */
    private static final int LANDING_YIELDS = 10;

    /** A broker flushes its logs, the streaming job finishes its batch. */
    public static final Duration STOP_GRACE = Duration.ofSeconds(30);

    private static final int MEBI = 20;
    private static final int STORES = 0;
    private static final int STREAMING = 1;
    private static final int SERVING = 2;
    private static final int FEEDING = 3;

    private final LocalConfig config;
    private final Project project;
    private final Environments environments;

    public Components(LocalConfig config, Project project) {
        this.config = config;
        this.project = project;
        this.environments = new Environments(config);
    }

    /** All that are wanted; the feed only where there is one. */
    public List<Component> all() {
        List<Component> all = new ArrayList<>(List.of(kafka(), s3(), clickHouse(), streaming(), api(), scheduler()));
        if (config.get(LocalSettings.FEED_SOURCE).equals("sim")) {
            all.add(feed());
        }
        return all;
    }

    private Component kafka() {
        Readiness readiness = new KafkaReadiness(config.bootstrapServers());
        return listening(
                component("kafka", config.bootstrapServers(), STORES, readiness)
                        .startedUnless(
                                config.get(LocalSettings.KAFKA_BOOTSTRAP),
                                () -> launch(EmbeddedKafka.command(kafkaOptions()))),
                LocalSettings.KAFKA_PORT,
                LocalSettings.KAFKA_CONTROLLER_PORT);
    }

    private KafkaOptions kafkaOptions() {
        return KafkaOptions.of(
                        home().data("kafka"),
                        config.get(LocalSettings.KAFKA_PORT),
                        config.get(LocalSettings.KAFKA_CONTROLLER_PORT))
                .withRetention(config.get(LocalSettings.KAFKA_RETENTION))
                .withHeapMegabytes(megabytes(LocalSettings.KAFKA_HEAP));
    }

    private Component s3() {
        // An unsigned request is refused, and that is an answer.
        Readiness readiness = Http.readiness(config.s3Url().resolve("/"), status -> status < 500);
        return listening(
                component("s3", config.s3Url().toString(), STORES, readiness)
                        .startedUnless(
                                config.get(LocalSettings.S3_ENDPOINT), () -> launch(EmbeddedS3.command(s3Options()))),
                LocalSettings.S3_PORT);
    }

    private S3Options s3Options() {
        S3Options options = S3Options.of(
                        home().data("s3"),
                        config.get(LocalSettings.S3_PORT),
                        config.get(LocalSettings.S3_ACCESS_KEY),
                        config.get(LocalSettings.S3_SECRET_KEY))
                .withHeapMegabytes(megabytes(LocalSettings.S3_HEAP));
        return OwnBinary.s3(config)
                .map(binary -> options.withBinary(binary.require()))
                .orElse(options);
    }

    private Component clickHouse() {
        Readiness readiness = Http.readiness(config.clickHouseUrl().resolve("/ping"), status -> status == 200);
        return listening(
                component("clickhouse", config.clickHouseUrl().toString(), STORES, readiness)
                        .startedUnless(
                                config.get(LocalSettings.CLICKHOUSE_URL),
                                () -> launch(EmbeddedClickHouse.command(clickHouseOptions()))
                                        .prompt()),
                LocalSettings.CLICKHOUSE_PORT,
                LocalSettings.CLICKHOUSE_TCP_PORT);
    }

    private ClickHouseOptions clickHouseOptions() {
        ClickHousePasswords passwords = new ClickHousePasswords(
                config.get(LocalSettings.CLICKHOUSE_PASSWORD),
                config.get(LocalSettings.CLICKHOUSE_API_PASSWORD),
                config.get(LocalSettings.CLICKHOUSE_ANALYST_PASSWORD));
        ClickHouseOptions options = ClickHouseOptions.of(
                        home().data("clickhouse"),
                        config.get(LocalSettings.CLICKHOUSE_PORT),
                        config.get(LocalSettings.CLICKHOUSE_TCP_PORT),
                        passwords)
                .withServerMemoryBytes(config.get(LocalSettings.CLICKHOUSE_MEMORY));
        return OwnBinary.clickHouse(config)
                .map(binary -> options.withBinary(binary.require()))
                .orElse(options);
    }

    private Component streaming() {
        URI url = config.streamingUrl();
        return listening(
                component("streaming", url.toString(), STREAMING, new StreamingReadiness(url.resolve("/health/ready")))
                        .startedUnless(
                                config.get(LocalSettings.STREAMING_ENDPOINT),
                                () -> launch(
                                                Jvm.spark(
                                                        config.get(LocalSettings.STREAMING_HEAP),
                                                        project.classPath(ProjectModule.STREAMING_JOB),
                                                        "io.tidemark.streaming.StreamingMain",
                                                        List.of()),
                                                Role.OWNER,
                                                Map.of())
                                        .yielding(LANDING_YIELDS))
                        .after("topics", this::topics),
                LocalSettings.STREAMING_PORT);
    }

    /** The job waits for topics, and only a feed makes them: without one it would wait for ever. */
    private Launch topics() {
        return launch(
                Jvm.plain(
                        config.get(LocalSettings.FEED_HEAP),
                        project.classPath(ProjectModule.FEED),
                        "io.tidemark.feed.TopicsMain",
                        List.of()),
                Role.ANALYST,
                Map.of());
    }

    private Component api() {
        URI url = config.apiUrl();
        return listening(
                component(
                                "api",
                                url.toString(),
                                SERVING,
                                Http.readiness(url.resolve("/q/health/ready"), status -> status == 200))
                        .startedUnless(
                                config.get(LocalSettings.API_ENDPOINT),
                                () -> launch(
                                                Jvm.jar(config.get(LocalSettings.API_HEAP), project.apiJar()),
                                                Role.API,
                                                apiEnvironment())
                                        .prompt()),
                LocalSettings.API_PORT);
    }

    private Map<String, String> apiEnvironment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(config.get(LocalSettings.API_PORT)));
        config.get(LocalSettings.API_CORS_ORIGINS).ifPresent(origins -> {
            environment.put("QUARKUS_HTTP_CORS_ENABLED", "true");
            environment.put("QUARKUS_HTTP_CORS_ORIGINS", origins);
        });
        return environment;
    }

    /** Beside the API, which asks it; its jobs look for the stores themselves. */
    private Component scheduler() {
        URI url = config.schedulerUrl();
        Readiness readiness = Http.readiness(url.resolve("/health/ready"), status -> status == 200);
        return listening(
                component("scheduler", url.toString(), SERVING, readiness)
                        .startedUnless(Optional.empty(), this::schedulerLaunch),
                LocalSettings.SCHEDULER_PORT);
    }

    /** It learns of its jobs when it starts, and they inherit its environment: the tables' owner's. */
    private Launch schedulerLaunch() {
        new LocalJobs(config, project).write();
        return launch(
                Jvm.light(
                        config.get(LocalSettings.SCHEDULER_HEAP),
                        project.classPath(ProjectModule.ORCHESTRATION),
                        "io.tidemark.orchestration.SchedulerMain",
                        List.of()),
                Role.OWNER,
                Map.of());
    }

    private Component feed() {
        return listening(component("feed", "", FEEDING, Readiness.ofProcess())
                .startedUnless(
                        Optional.empty(),
                        () -> launch(
                                Jvm.plain(
                                        config.get(LocalSettings.FEED_HEAP),
                                        project.classPath(ProjectModule.FEED),
                                        "io.tidemark.feed.SimulatorMain",
                                        simulatorArguments()),
                                Role.ANALYST,
                                Map.of())));
    }

    private List<String> simulatorArguments() {
        return List.of(
                "--symbols", Integer.toString(config.get(LocalSettings.FEED_SYMBOLS)),
                "--seed", Long.toString(config.get(LocalSettings.FEED_SEED)),
                "--rate", Integer.toString(config.get(LocalSettings.FEED_RATE)));
    }

    private static Launch launch(ServerCommand server) {
        return new Launch(server.arguments(), server.environment(), server.workingFolder());
    }

    private Launch launch(List<String> command, Role role, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Jvm.ENVIRONMENT);
        environment.putAll(environments.of(role));
        environment.putAll(more);
        return new Launch(command, environment, home().path());
    }

    private Home home() {
        return config.home();
    }

    private int megabytes(Setting<Long> size) {
        return Math.toIntExact(config.get(size) >> MEBI);
    }

    private Draft component(String name, String endpoint, int wave, Readiness readiness) {
        return new Draft(name, endpoint, wave, readiness, Optional.empty(), Map.of());
    }

    /** A component that still lacks its ports. */
    private record Draft(
            String name,
            String endpoint,
            int wave,
            Readiness readiness,
            Optional<Supplier<Launch>> launch,
            Map<String, Supplier<Launch>> preparation) {

        Draft startedUnless(Optional<?> own, Supplier<Launch> start) {
            Optional<Supplier<Launch>> launch = own.isPresent() ? Optional.empty() : Optional.of(start);
            return new Draft(name, endpoint, wave, readiness, launch, preparation);
        }

        Draft after(String job, Supplier<Launch> start) {
            return new Draft(name, endpoint, wave, readiness, launch, Map.of(job, start));
        }
    }

    @SafeVarargs
    private Component listening(Draft draft, Setting<Integer>... settings) {
        List<Port> ports = List.of(settings).stream()
                .map(setting -> new Port(config.get(setting), setting.key(), setting.environment()))
                .toList();
        return new Component(
                draft.name(),
                draft.endpoint(),
                draft.launch(),
                draft.preparation(),
                draft.readiness(),
                ports,
                draft.wave());
    }
}
