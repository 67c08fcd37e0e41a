package io.tidemark.infra.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The script {@code ./tidemark} on a home and ports of its own, as a user would call it. */
final class Cli {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 300;
    private static final List<String> PORTS = List.of(
            "KAFKA_PORT",
            "KAFKA_CONTROLLER_PORT",
            "S3_PORT",
            "CLICKHOUSE_PORT",
            "CLICKHOUSE_TCP_PORT",
            "STREAMING_PORT",
            "API_PORT",
            "SCHEDULER_PORT");

    private final Path root = Path.of(System.getProperty("tidemark.root"));
    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();

    Cli(Path home) {
        this.home = home;
        List<Integer> free = freePorts(PORTS.size());
        for (int port = 0; port < PORTS.size(); port++) {
            environment.put("TIDEMARK_" + PORTS.get(port), Integer.toString(free.get(port)));
        }
        environment.put("TIDEMARK_NO_BUILD", "1");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** What one command came to. */
    record Result(int exitCode, String out, String err) {}

    /** The one object that a command with {@code --json} prints. */
    static JsonNode json(Result result) throws IOException {
        return MAPPER.readTree(result.out());
    }

    /** What has to be built before anything can be started, and is not. */
    List<Path> notBuilt() {
        return Stream.of(
                        "infra/local/target/runtime.classpath",
                        "infra/embedded/target/runtime.classpath",
                        "streaming/feed/target/runtime.classpath",
                        "streaming/job/target/runtime.classpath",
                        "spark-jobs/target/runtime.classpath",
                        "orchestration/target/runtime.classpath",
                        "api/target/quarkus-app/quarkus-run.jar")
                .map(root::resolve)
                .filter(file -> !Files.exists(file))
                .toList();
    }

    int port(String name) {
        return Integer.parseInt(environment.get("TIDEMARK_" + name));
    }

    /** Adds a setting by its variable. */
    Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Result run(String... arguments) {
        try {
            Path out = Files.createTempFile("tidemark-cli", ".out");
            Path err = Files.createTempFile("tidemark-cli", ".err");
            Process process = builder(arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.join(" ", arguments) + " did not end: " + Files.readString(out) + Files.readString(err));
            }
            Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /** Starts a command that does not end by itself; its standard output is in the file. */
    Process start(Path out, String... arguments) throws IOException {
        return builder(arguments).redirectOutput(out.toFile()).start();
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("tidemark").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // What a developer has set for an instance of his own must not lead this one to it.
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(TIDEMARK|CLICKHOUSE|AWS|KAFKA)_.*") && !name.equals("TIDEMARK_CACHE"));
        builder.environment().putAll(environment);
        builder.environment().put("TIDEMARK_HOME", home.toString());
        return builder;
    }

    /** Held together for a moment, so that they are different ones. */
    private static List<Integer> freePorts(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int port = 0; port < count; port++) {
                held.add(new ServerSocket(0));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            held.forEach(Cli::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
