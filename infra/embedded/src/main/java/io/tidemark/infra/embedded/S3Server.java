package io.tidemark.infra.embedded;

import java.net.URI;

/** An S3 endpoint that runs as a child of this JVM. */
public record S3Server(RunningServer process, URI endpoint, String accessKey, String secretKey)
        implements AutoCloseable {

    /** Any region will do for both servers; clients must name one to sign. */
    public String region() {
        return "us-east-1";
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return "S3Server[" + endpoint + "]";
    }
}
