package io.tidemark.infra.embedded.clickhouse;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** On SIGTERM: kills the engine's endless query, so that it closes its tables and writes its last logs, and waits for it. */
record OrderlyStop(Thread server, String httpPort) implements Runnable {
    /** The engine itself waits up to 6 s for open connections. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    @Override
    public void run() {
        if (!server.isAlive()) {
            return;
        }
        try {
            killEndlessQuery();
            server.join(PATIENCE.toMillis());
        } catch (IOException e) {
            System.err.println("ClickHouse is stopped hard, the orderly stop failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Without this the JVM would run the library's destructors beside threads that still live.
        Runtime.getRuntime().halt(0);
    }

    private void killEndlessQuery() throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + httpPort + "/").toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("X-ClickHouse-User", "operator");
        connection.setRequestProperty(
                "X-ClickHouse-Key", System.getenv().getOrDefault("TIDEMARK_CLICKHOUSE_OPERATOR_PASSWORD", ""));
        String kill =
                "KILL QUERY WHERE query ILIKE '%" + ClickHouseEngine.KEEPALIVE + "%' AND query NOT ILIKE 'KILL%' ASYNC";
        try (OutputStream body = connection.getOutputStream()) {
            body.write(kill.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        connection.disconnect();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("KILL QUERY answered " + status);
        }
    }
}
