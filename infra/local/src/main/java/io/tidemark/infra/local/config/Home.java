package io.tidemark.infra.local.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder with everything that the local set-up keeps. */
public record Home(Path path) {
    /** What {@code down --wipe} deletes; the configuration, credentials and whatever else a user put there stay. */
    private static final List<String> STATE_FOLDERS = List.of(
            "kafka",
            "s3",
            "clickhouse",
            "streaming",
            "checkpoints",
            "feed",
            "jobs",
            "loads",
            "spark-warehouse",
            "tmp",
            "logs");

    public Home {
        path = path.toAbsolutePath().normalize();
    }

    /** The option of the command line, else {@code TIDEMARK_HOME}, else {@code .tidemark} in the project's folder. */
    public static Home choose(Optional<Path> option, Map<String, String> environment, Path projectRoot) {
        return option.map(Home::new).orElseGet(() -> {
            String variable = environment.getOrDefault("TIDEMARK_HOME", "");
            return new Home(variable.isBlank() ? projectRoot.resolve(".tidemark") : Path.of(variable));
        });
    }

    public Path configFile() {
        return path.resolve("tidemark.properties");
    }

    public Path credentialsFile() {
        return path.resolve("credentials.properties");
    }

    /** What the last {@code up} was told on its command line, so that the next one resumes the same. */
    public Path lastUpFile() {
        return path.resolve("run").resolve("last-up.properties");
    }

    public Path lockFile() {
        return path.resolve("run").resolve("lock");
    }

    public Path pidFile(String component) {
        return path.resolve("run").resolve(component + ".pid");
    }

    public Path logFolder() {
        return path.resolve("logs");
    }

    public Path logFile(String component) {
        return logFolder().resolve(component + ".log");
    }

    public Path data(String component) {
        return path.resolve(component);
    }

    /** Deletes the state of all components and returns the folders that were deleted. Everything must be stopped. */
    public List<Path> wipe() {
        List<Path> deleted = new ArrayList<>();
        for (String name : STATE_FOLDERS) {
            Path folder = path.resolve(name);
            if (Files.isDirectory(folder)) {
                delete(folder);
                deleted.add(folder);
            }
        }
        return deleted;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete " + folder, failure);
        }
    }
}
