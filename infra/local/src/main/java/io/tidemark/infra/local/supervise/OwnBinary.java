package io.tidemark.infra.local.supervise;

import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.LocalSettings;
import io.tidemark.settings.InvalidSettings;
import io.tidemark.settings.Setting;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server binary of the user's own. It is asked for its version before anything is started, so that a wrong path is an error that
 * names the setting and not a server that never answers.
 *
 * @param asked the arguments by which it tells its version
 * @param mark what the answer holds, wherever the binary lies and whatever its file is called: MinIO begins its version with the
 *     name of its own file
 */
public record OwnBinary(Setting<?> setting, Path path, List<String> asked, String mark) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SHOWN_CHARACTERS = 80;

    /** Those that the configuration names. */
    public static List<OwnBinary> of(LocalConfig config) {
        return Stream.of(s3(config), clickHouse(config))
                .flatMap(Optional::stream)
                .toList();
    }

    static Optional<OwnBinary> s3(LocalConfig config) {
        return config.get(LocalSettings.S3_BINARY)
                .map(path -> new OwnBinary(LocalSettings.S3_BINARY, path, List.of("--version"), "MinIO, Inc."));
    }

    static Optional<OwnBinary> clickHouse(LocalConfig config) {
        return config.get(LocalSettings.CLICKHOUSE_BINARY)
                .map(path -> new OwnBinary(
                        LocalSettings.CLICKHOUSE_BINARY,
                        path,
                        List.of("server", "--version"),
                        "ClickHouse server version"));
    }

    /** The path, absolute: servers are started in folders of their own. */
    Path require() {
        problem().ifPresent(problem -> {
            throw new InvalidSettings(List.of(problem));
        });
        return path.toAbsolutePath();
    }

    /** What is wrong with it, beginning with the setting and ending with the remedy. */
    public Optional<String> problem() {
        if (!Files.exists(path)) {
            return Optional.of(setting.key() + ": there is no file " + path + remedy());
        }
        if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
            return Optional.of(setting.key() + ": " + path + " is not an executable file" + remedy());
        }
        String said = version();
        return said.contains(mark)
                ? Optional.empty()
                : Optional.of(setting.key() + ": " + path + " is another program or one for another machine, '"
                        + String.join(" ", asked) + "' does not name '" + mark + "' but says '" + firstLine(said) + "'"
                        + remedy());
    }

    private String remedy() {
        return ". Correct it in tidemark.properties or " + setting.environment()
                + ", or leave it empty: up then starts the embedded server";
    }

    private static String firstLine(String said) {
        String line = said.lines().findFirst().orElse("nothing").strip();
        return line.substring(0, Math.min(SHOWN_CHARACTERS, line.length()));
    }

    /** What it says, or why it says nothing. */
    private String version() {
        List<String> command = new ArrayList<>(List.of(path.toAbsolutePath().toString()));
        command.addAll(asked);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .start();
            try {
                // Who prints without end is stopped by the full pipe.
                if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return "nothing within " + PATIENCE.toSeconds() + " s";
                }
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException failure) {
            return "cannot run: " + failure.getMessage();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
