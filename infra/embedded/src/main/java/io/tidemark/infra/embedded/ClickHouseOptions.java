package io.tidemark.infra.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A ClickHouse of one's own.
 *
 * @param folder its state; the logs are {@code <folder>/clickhouse.log} and {@code <folder>/server.log}
 * @param httpPort on loopback
 * @param tcpPort for native clients, on loopback
 * @param passwords of the users {@code tidemark}, {@code api} and {@code analyst}
 * @param analystViews names in database {@code tidemark} that the analyst may read, and nothing else
 * @param heapMegabytes the largest heap of the JVM around the library; means nothing for a binary
 * @param serverMemoryBytes what the engine may use in total; queries beyond it fail
 * @param binary a {@code clickhouse} to start instead of the embedded server
 */
public record ClickHouseOptions(
        Path folder,
        int httpPort,
        int tcpPort,
        ClickHousePasswords passwords,
        List<String> analystViews,
        int heapMegabytes,
        long serverMemoryBytes,
        Optional<Path> binary) {

    /** What analysts query, by the project's contract. */
    public static final List<String> ANALYST_VIEWS = List.of(
            "trades",
            "quotes",
            "bars_1m",
            "bars_1d",
            "bars",
            "latest",
            "spread",
            "instruments",
            "coverage",
            "quarantine",
            "trades_as_of",
            "bars_as_of",
            "as_of_limits");

    private static final long SMALLEST_SERVER_BYTES = 512L << 20;

    public ClickHouseOptions {
        folder = folder.toAbsolutePath();
        Ports.requireValid("clickhouse http port", httpPort);
        Ports.requireValid("clickhouse tcp port", tcpPort);
        analystViews = List.copyOf(analystViews);
        for (String view : analystViews) {
            if (!view.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException("analyst view must be a plain name, was '" + view + "'");
            }
        }
        if (heapMegabytes < 32) {
            throw new IllegalArgumentException("clickhouse heap must be >= 32 MB, was " + heapMegabytes);
        }
        if (serverMemoryBytes < SMALLEST_SERVER_BYTES) {
            throw new IllegalArgumentException("clickhouse server memory must be >= " + SMALLEST_SERVER_BYTES
                    + " bytes, was " + serverMemoryBytes);
        }
    }

    /** The embedded server with the contract's views, a heap of 64 MB and 2 GB for the engine. */
    public static ClickHouseOptions of(Path folder, int httpPort, int tcpPort, ClickHousePasswords passwords) {
        return new ClickHouseOptions(
                folder, httpPort, tcpPort, passwords, ANALYST_VIEWS, 64, 2_000_000_000L, Optional.empty());
    }

    public ClickHouseOptions withAnalystViews(List<String> views) {
        return new ClickHouseOptions(
                folder, httpPort, tcpPort, passwords, views, heapMegabytes, serverMemoryBytes, binary);
    }

    public ClickHouseOptions withHeapMegabytes(int megabytes) {
        return new ClickHouseOptions(
                folder, httpPort, tcpPort, passwords, analystViews, megabytes, serverMemoryBytes, binary);
    }

    public ClickHouseOptions withServerMemoryBytes(long bytes) {
        return new ClickHouseOptions(folder, httpPort, tcpPort, passwords, analystViews, heapMegabytes, bytes, binary);
    }

    /** Starts this {@code clickhouse} instead of the embedded server, with the same configuration. */
    public ClickHouseOptions withBinary(Path clickhouse) {
        return new ClickHouseOptions(
                folder,
                httpPort,
                tcpPort,
                passwords,
                analystViews,
                heapMegabytes,
                serverMemoryBytes,
                Optional.of(clickhouse));
    }
}
