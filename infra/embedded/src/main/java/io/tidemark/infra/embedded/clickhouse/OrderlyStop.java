package io.tidemark.infra.embedded.clickhouse;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * On SIGTERM: has the engine write its own logs, kills its endless query, and gives running queries a moment. Acknowledged
 * inserts are on disk already. The engine alone would wait 6 s for idle connections of clients, and then write no logs.
 */
record OrderlyStop(Thread server, String httpPort, Consumer<String> log) implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Override
    public void run() {
        if (!server.isAlive()) {
            return;
        }
        try {
            execute("SYSTEM FLUSH LOGS");
            execute("KILL QUERY WHERE query ILIKE '%" + ClickHouseEngine.KEEPALIVE
                    + "%' AND query NOT ILIKE 'KILL%' ASYNC");
            server.join(PATIENCE.toMillis());
        } catch (IOException e) {
            log.accept("ClickHouse is stopped hard, the orderly stop failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Without this the JVM would run the library's destructors beside threads that still live.
        Runtime.getRuntime().halt(0);
    }

    private void execute(String statement) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + httpPort + "/").toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("X-ClickHouse-User", "operator");
        connection.setRequestProperty(
                "X-ClickHouse-Key", System.getenv().getOrDefault("TIDEMARK_CLICKHOUSE_OPERATOR_PASSWORD", ""));
        try (OutputStream body = connection.getOutputStream()) {
            body.write(statement.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        connection.disconnect();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException(statement + " answered " + status);
        }
    }
}
