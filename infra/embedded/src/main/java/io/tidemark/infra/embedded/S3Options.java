package io.tidemark.infra.embedded;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An S3 endpoint of one's own.
 *
 * @param folder its state; the log is {@code <folder>/s3.log}
 * @param port on loopback
 * @param accessKey at least 3 characters (MinIO's rule)
 * @param secretKey at least 8 characters (MinIO's rule)
 * @param heapMegabytes the JVM's largest heap; a signed body may have a quarter of it; means nothing for a binary
 * @param binary a {@code minio} to start instead of the embedded server
 */
public record S3Options(
        Path folder, int port, String accessKey, String secretKey, int heapMegabytes, Optional<Path> binary) {

    public S3Options {
        folder = folder.toAbsolutePath();
        Ports.requireValid("s3 port", port);
        if (accessKey.length() < 3) {
            throw new IllegalArgumentException("s3 access key must have >= 3 characters, was '" + accessKey + "'");
        }
        if (secretKey.length() < 8) {
            throw new IllegalArgumentException("s3 secret key must have >= 8 characters, had " + secretKey.length());
        }
        if (heapMegabytes < 64) {
            throw new IllegalArgumentException("s3 heap must be >= 64 MB, was " + heapMegabytes);
        }
    }

    /** The embedded server with a heap of 384 MB, which takes signed bodies of up to 90 MB. */
    public static S3Options of(Path folder, int port, String accessKey, String secretKey) {
        return new S3Options(folder, port, accessKey, secretKey, 384, Optional.empty());
    }

    public S3Options withHeapMegabytes(int megabytes) {
        return new S3Options(folder, port, accessKey, secretKey, megabytes, binary);
    }

    /** Starts this {@code minio} instead of the embedded server. The two do not read each other's folders. */
    public S3Options withBinary(Path minio) {
        return new S3Options(folder, port, accessKey, secretKey, heapMegabytes, Optional.of(minio));
    }

    @Override
    public String toString() {
        return "S3Options[folder=" + folder + ", port=" + port + ", accessKey=" + accessKey + ", secretKey=***, binary="
                + binary + "]";
    }
}
