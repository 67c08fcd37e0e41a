package io.tidemark.batch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** Whether servers listen: asked before a job starts, because their clients try for minutes. */
final class Reachable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private Reachable() {}

    /** @throws ComponentDownException naming the component, its endpoint and the setting */
    static void require(String component, URI endpoint, String setting) {
        int port = endpoint.getPort() > 0
                ? endpoint.getPort()
                : "https".equals(endpoint.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.getHost(), port), (int) PATIENCE.toMillis());
        } catch (IOException e) {
            throw new ComponentDownException(
                    component + " is down: nobody answers at " + endpoint + " (" + e.getMessage() + "). Start it with"
                            + " ./tidemark up, or correct " + setting,
                    e);
        }
    }
}
