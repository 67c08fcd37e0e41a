package io.tidemark.infra.local.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code up} can run on: Linux on x86-64 with glibc. */
public final class Platform {
    private static final Path GLIBC = Path.of("/lib64/ld-linux-x86-64.so.2");

    private Platform() {}

    /** @throws IllegalStateException where this machine cannot do what the configuration asks, with what to run instead */
    public static void requireSupported(LocalConfig config) {
        problem(config).ifPresent(text -> {
            throw new IllegalStateException(text);
        });
    }

    /** What keeps this machine from running what the configuration asks for, with what to run instead. */
    public static Optional<String> problem(LocalConfig config) {
        boolean ownClickHouse = config.get(LocalSettings.CLICKHOUSE_URL).isPresent()
                || config.get(LocalSettings.CLICKHOUSE_BINARY).isPresent();
        return problem(
                System.getProperty("os.name"), System.getProperty("os.arch"), Files.exists(GLIBC), ownClickHouse);
    }

    static Optional<String> problem(String system, String architecture, boolean glibc, boolean ownClickHouse) {
        String machine = system + " on " + architecture + (system.equals("Linux") && !glibc ? " without glibc" : "");
        if (!system.equals("Linux")) {
            return Optional.of(
                    "./tidemark up runs on Linux x86-64 with glibc; this is " + machine + ". Run it in a Linux"
                            + " container or virtual machine, or run ClickHouse, MinIO and Kafka of your own and start the jobs"
                            + " against them as infra/local/README.md says.");
        }
        if ((!architecture.equals("amd64") || !glibc) && !ownClickHouse) {
            return Optional.of("The embedded ClickHouse is for Linux x86-64 with glibc; this is " + machine
                    + ". Run ClickHouse and MinIO of your own and name them by clickhouse.url and s3.endpoint, or name local"
                    + " binaries by clickhouse.binary and s3.binary.");
        }
        return Optional.empty();
    }
}
