package io.tidemark.infra.local.supervise;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Small HTTP requests. The plain URL connection is used because it costs a tenth of the HTTP client's start. */
public final class Http {
    static final Duration PROBE = Duration.ofSeconds(3);

    /** An answer; the body is text. */
    public record Answer(int status, String body, Map<String, String> headers) {
        public boolean isOk() {
            return status >= 200 && status < 300;
        }
    }

    private Http() {}

    /** @throws IOException when nobody answers in time; an answer of any status is an answer */
    public static Answer get(URI url, Duration timeout) throws IOException {
        return answer(open(url, timeout));
    }

    /** @param bearer a token for the Authorization header, or empty */
    public static Answer get(URI url, Duration timeout, Optional<String> bearer) throws IOException {
        HttpURLConnection connection = open(url, timeout);
        bearer.ifPresent(token -> connection.setRequestProperty("Authorization", "Bearer " + token));
        return answer(connection);
    }

    public static Answer post(URI url, Map<String, String> headers, String body, Duration timeout) throws IOException {
        HttpURLConnection connection = open(url, timeout);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        headers.forEach(connection::setRequestProperty);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        return answer(connection);
    }

    /** Ready when a GET is answered with a status that is expected. */
    public static Readiness readiness(URI url, Predicate<Integer> expected) {
        return () -> {
            try {
                int status = get(url, PROBE).status();
                return expected.test(status)
                        ? Optional.empty()
                        : Optional.of(Problem.passing(url + " answers " + status));
            } catch (IOException silent) {
                return Optional.of(silence(url, silent));
            }
        };
    }

    static Problem silence(URI url, IOException failure) {
        return Problem.passing(url + " does not answer (" + reason(failure) + ")");
    }

    static String reason(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static HttpURLConnection open(URI url, Duration timeout) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout((int) timeout.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        // A connection that is kept alive would delay the server's next orderly stop.
        connection.setRequestProperty("Connection", "close");
        return connection;
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream stream = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String body = stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            String exception = connection.getHeaderField("X-ClickHouse-Exception-Code");
            return new Answer(
                    status, body, exception == null ? Map.of() : Map.of("X-ClickHouse-Exception-Code", exception));
        }
    }
}
