package io.tidemark.infra.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A ClickHouse server on loopback: the engine of {@code libchdb.so} in a JVM of its own, or a {@code clickhouse} binary. */
public final class EmbeddedClickHouse {
    private EmbeddedClickHouse() {}

    /**
     * Writes the configuration into the folder and says how to start the server on it. Fetches the library when it is not
     * in the cache yet, which takes a download of 178 MB. A server that runs already keeps its old configuration.
     */
    public static ServerCommand command(ClickHouseOptions options) {
        return command(options, line -> {});
    }

    /** As {@link #command(ClickHouseOptions)}, and tells {@code progress} in a line when the download begins. */
    public static ServerCommand command(ClickHouseOptions options, Consumer<String> progress) {
        return options.binary()
                .map(binary -> binaryCommand(options, binary))
                .orElseGet(() -> embeddedCommand(options, progress));
    }

    private static ServerCommand embeddedCommand(ClickHouseOptions options, Consumer<String> progress) {
        Path library = ClickHouseLibrary.locate(progress);
        ClickHouseConfig config = ClickHouseConfig.write(options);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("tidemark.clickhouse.library", library.toString());
        properties.put("tidemark.clickhouse.config", config.serverXml().toString());
        properties.put("tidemark.clickhouse.port", Integer.toString(options.httpPort()));
        Map<String, String> environment = Map.of("TIDEMARK_CLICKHOUSE_OPERATOR_PASSWORD", config.operatorPassword());
        return server(
                options,
                EmbeddedJvm.commandLine("clickhouse.ClickHouseServerMain", options.heapMegabytes(), properties),
                environment);
    }

    private static ServerCommand binaryCommand(ClickHouseOptions options, Path binary) {
        ClickHouseConfig config = ClickHouseConfig.write(options);
        // Without a terminal the server would run as the child of a watchdog: whoever kills or stops the process that
        // is known
        // here has to meet the server itself.
        return server(
                options,
                List.of(binary.toString(), "server", "--config-file=" + config.serverXml()),
                Map.of("CLICKHOUSE_WATCHDOG_ENABLE", "0"));
    }

    private static ServerCommand server(
            ClickHouseOptions options, List<String> arguments, Map<String, String> environment) {
        return new ServerCommand(
                "clickhouse",
                arguments,
                environment,
                options.folder(),
                ReadinessCheck.httpOk(URI.create("http://127.0.0.1:" + options.httpPort() + "/ping")),
                options.folder().resolve("clickhouse.log"));
    }
}
