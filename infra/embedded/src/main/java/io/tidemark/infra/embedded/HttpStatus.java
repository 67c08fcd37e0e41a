package io.tidemark.infra.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/** The status of one GET, with time-outs of a second. */
final class HttpStatus {
    private static final int TIMEOUT_MILLIS = 1_000;

    private HttpStatus() {}

    static int get(URI uri, Map<String, String> headers) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        // A kept-alive connection would delay the server's next orderly stop.
        connection.setRequestProperty("Connection", "close");
        headers.forEach(connection::setRequestProperty);
        int status = connection.getResponseCode();
        connection.disconnect();
        return status;
    }
}
