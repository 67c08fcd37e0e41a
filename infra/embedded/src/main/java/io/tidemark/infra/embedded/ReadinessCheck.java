package io.tidemark.infra.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a server over the network whether it serves. Never throws: a server that does not answer is not ready. */
public interface ReadinessCheck {

    boolean isReady();

    /** What is asked, for messages: {@code GET http://127.0.0.1:8123/ping}. */
    String description();

    /** Ready when {@code GET uri} answers 200. */
    static ReadinessCheck httpOk(URI uri) {
        return new Http(uri, 200, 299);
    }

    /** Ready when {@code GET uri} answers at all and not with a server error: an S3 endpoint denies the unsigned call. */
    static ReadinessCheck httpAnswers(URI uri) {
        return new Http(uri, 200, 499);
    }

    /** Ready when the broker on this loopback port names itself in its metadata, so that clients can produce. */
    static ReadinessCheck kafkaBroker(int port) {
        return new KafkaBrokerCheck(port);
    }

    /** The answer to one GET, with time-outs of a second. */
    record Http(URI uri, int lowestStatus, int highestStatus) implements ReadinessCheck {
        private static final int TIMEOUT_MILLIS = 1_000;

        @Override
        public boolean isReady() {
            try {
                HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
                connection.setConnectTimeout(TIMEOUT_MILLIS);
                connection.setReadTimeout(TIMEOUT_MILLIS);
                // A kept-alive connection would delay the server's next orderly stop.
                connection.setRequestProperty("Connection", "close");
                int status = connection.getResponseCode();
                connection.disconnect();
                return status >= lowestStatus && status <= highestStatus;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public String description() {
            return "GET " + uri;
        }
    }
}
