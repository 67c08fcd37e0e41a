package io.tidemark.infra.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An S3 endpoint over a folder: s3proxy in a JVM of its own, or a {@code minio} binary. */
public final class EmbeddedS3 {
    private EmbeddedS3() {}

    /** Creates the folder and says how to start the endpoint on it. */
    public static ServerCommand command(S3Options options) {
        Folders.create(options.folder());
        return options.binary().map(minio -> minio(options, minio)).orElseGet(() -> s3proxy(options));
    }

    private static ServerCommand s3proxy(S3Options options) {
        // A folder of its own beside MinIO's: either server would take the other's files for objects.
        Path buckets = Folders.create(options.folder().resolve("buckets"));
        Map<String, String> properties =
                Map.of("tidemark.s3.folder", buckets.toString(), "tidemark.s3.port", Integer.toString(options.port()));
        return new ServerCommand(
                "s3",
                EmbeddedJvm.commandLine("s3.S3ServerMain", options.heapMegabytes(), properties),
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        options.accessKey(),
                        "AWS_SECRET_ACCESS_KEY",
                        options.secretKey(),
                        "MALLOC_ARENA_MAX",
                        "2"),
                options.folder(),
                readiness(options),
                options.folder().resolve("s3.log"));
    }

    private static ServerCommand minio(S3Options options, Path minio) {
        Path drive = Folders.create(options.folder().resolve("minio"));
        return new ServerCommand(
                "s3",
                List.of(minio.toString(), "server", drive.toString(), "--address", "127.0.0.1:" + options.port()),
                Map.of(
                        "MINIO_ROOT_USER",
                        options.accessKey(),
                        "MINIO_ROOT_PASSWORD",
                        options.secretKey(),
                        "MINIO_BROWSER",
                        "off",
                        "MINIO_UPDATE",
                        "off"),
                options.folder(),
                readiness(options),
                options.folder().resolve("s3.log"));
    }

    private static ReadinessCheck readiness(S3Options options) {
        return ReadinessCheck.s3Endpoint(URI.create("http://127.0.0.1:" + options.port()));
    }
}
