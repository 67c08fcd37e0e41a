package io.tidemark.infra.embedded.s3;

import io.tidemark.infra.embedded.ParentWatch;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** Runs an S3 endpoint over a folder until SIGTERM. Keys come by environment, because arguments show in {@code ps}. */
public final class S3ServerMain {
    private static final int MAX_THREADS = 64;

    /** Of a body that is signed in chunks, one chunk is in memory; clients send 64 to 128 KB. */
    private static final int MAX_CHUNK_BYTES = 1 << 20;

    private S3ServerMain() {}

    public static void main(String[] args) throws Exception {
        ParentWatch.haltWithParent(System.getenv());
        // A quarter, because a body is in memory twice for a moment and beside it the old generation must hold the
        // rest.
        long bodyBudgetBytes = Runtime.getRuntime().maxMemory() / 4;
        Path folder = Files.createDirectories(Path.of(property("tidemark.s3.folder")));
        S3Proxy server = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:" + property("tidemark.s3.port")))
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4,
                        variable("AWS_ACCESS_KEY_ID"),
                        variable("AWS_SECRET_ACCESS_KEY"))
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .ignoreUnknownHeaders(true)
                .jettyMaxThreads(MAX_THREADS)
                .v4MaxChunkSize(MAX_CHUNK_BYTES)
                .v4MaxNonChunkedRequestSize(bodyBudgetBytes)
                .build();
        BodyBudget.insertInto(server, bodyBudgetBytes);
        server.start();
    }

    private static String property(String key) {
        return required("system property", key, System.getProperty(key, ""));
    }

    private static String variable(String key) {
        return required("environment variable", key, System.getenv().getOrDefault(key, ""));
    }

    private static String required(String kind, String key, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(kind + " " + key + " is missing: the S3 endpoint needs it");
        }
        return value;
    }
}
