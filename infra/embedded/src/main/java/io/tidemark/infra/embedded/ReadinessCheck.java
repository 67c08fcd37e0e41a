package io.tidemark.infra.embedded;

import java.net.URI;

/** Asks a server over the network whether it serves. Never throws: a server that does not answer is not ready. */
public interface ReadinessCheck {

    boolean isReady();

    /** What is asked, for messages: {@code GET http://127.0.0.1:8123/ping}. */
    String description();

    /** Ready when {@code GET uri} answers 200. */
    static ReadinessCheck httpOk(URI uri) {
        return new HttpCheck(uri);
    }

    /** Ready when the S3 endpoint checks signatures: it refuses a made-up key instead of calling itself not initialised. */
    static ReadinessCheck s3Endpoint(URI endpoint) {
        return new S3EndpointCheck(endpoint);
    }

    /** Ready when the broker on this loopback port names itself in its metadata, so that clients can produce. */
    static ReadinessCheck kafkaBroker(int port) {
        return new KafkaBrokerCheck(port);
    }
}
