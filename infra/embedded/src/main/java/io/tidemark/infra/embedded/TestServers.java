package io.tidemark.infra.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Servers for tests. The ones without arguments start when first asked for, are shared by all tests of this JVM and end with
 * it: use names of your own (topics, buckets, tables), and do not kill them. The ones with a folder are the caller's.
 */
public final class TestServers {
    private static final String ACCESS_KEY = "tidemark";
    private static final String SECRET_KEY = "tidemark-secret";
    private static final ClickHousePasswords PASSWORDS =
            new ClickHousePasswords("tidemark-password", "api-password", "analyst-password");

    private TestServers() {}

    /** The shared broker. */
    public static KafkaServer kafka() {
        return SharedKafka.SERVER;
    }

    /** The shared embedded S3 endpoint. */
    public static S3Server s3() {
        return SharedS3.SERVER;
    }

    /** The shared MinIO; empty when neither TIDEMARK_MINIO nor PATH names a binary. */
    public static Optional<S3Server> minio() {
        return minioBinary().map(binary -> SharedMinio.SERVER);
    }

    /** The shared ClickHouse; its database {@code tidemark} does not exist until a test creates it. */
    public static ClickHouseServer clickHouse() {
        return SharedClickHouse.SERVER;
    }

    /** A broker of the caller's own. */
    public static KafkaServer startKafka(Path folder) {
        int port = Ports.free();
        KafkaOptions options = KafkaOptions.of(folder, port, Ports.free());
        return new KafkaServer(RunningServer.start(EmbeddedKafka.command(options)), port);
    }

    /** An embedded S3 endpoint of the caller's own. */
    public static S3Server startS3(Path folder) {
        return startS3(S3Options.of(folder, Ports.free(), ACCESS_KEY, SECRET_KEY));
    }

    /** A MinIO of the caller's own; empty when no binary is there. */
    public static Optional<S3Server> startMinio(Path folder) {
        return minioBinary()
                .map(binary -> startS3(S3Options.of(folder, Ports.free(), ACCESS_KEY, SECRET_KEY)
                        .withBinary(binary)));
    }

    /** A ClickHouse of the caller's own. */
    public static ClickHouseServer startClickHouse(Path folder) {
        return startClickHouse(folder, options -> options);
    }

    /** A ClickHouse of the caller's own with other options, such as other views for the analyst. */
    public static ClickHouseServer startClickHouse(Path folder, UnaryOperator<ClickHouseOptions> change) {
        ClickHouseOptions options = change.apply(ClickHouseOptions.of(folder, Ports.free(), Ports.free(), PASSWORDS));
        RunningServer process = RunningServer.start(EmbeddedClickHouse.command(options));
        return new ClickHouseServer(
                process, URI.create("http://127.0.0.1:" + options.httpPort()), options.tcpPort(), options.passwords());
    }

    private static S3Server startS3(S3Options options) {
        RunningServer process = RunningServer.start(EmbeddedS3.command(options));
        return new S3Server(
                process, URI.create("http://127.0.0.1:" + options.port()), options.accessKey(), options.secretKey());
    }

    private static Optional<Path> minioBinary() {
        String named = System.getenv().getOrDefault("TIDEMARK_MINIO", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "minio"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path temporaryFolder(String name) {
        try {
            Path folder = Files.createTempDirectory("tidemark-" + name + "-");
            RunningServer.deleteAtExit(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for " + name, e);
        }
    }

    /** Each holder starts its server when it is first touched, once. */
    private static final class SharedKafka {
        static final KafkaServer SERVER = startKafka(temporaryFolder("kafka"));
    }

    private static final class SharedS3 {
        static final S3Server SERVER = startS3(temporaryFolder("s3"));
    }

    private static final class SharedMinio {
        static final S3Server SERVER = startMinio(temporaryFolder("minio"))
                .orElseThrow(() -> new ServerException("the minio binary has gone since the test asked for it"));
    }

    private static final class SharedClickHouse {
        static final ClickHouseServer SERVER = startClickHouse(temporaryFolder("clickhouse"));
    }
}
