package io.tidemark.objects;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.tidemark.settings.LakeSettings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One bucket of an S3 endpoint by the MinIO client, with errors that say what to do. Thread-safe. */
public final class ObjectStore implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TRANSFER_TIMEOUT = Duration.ofMinutes(2);
    private static final Set<String> ABSENT = Set.of("NoSuchKey", "NotFound", "ResourceNotFound");
    private static final Set<String> BUCKET_IS_THERE = Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");
    private static final Set<String> REFUSED =
            Set.of("AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "Forbidden");
    private static final long PART_BYTES = 16L << 20;

    // The client throws IllegalStateException, not its own exception, when nobody answers.
    private final MinioClient client;
    private final LakeSettings settings;

    private ObjectStore(MinioClient client, LakeSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** The bucket that the lake is in. Nothing is asked of the endpoint yet. */
    public static ObjectStore open(LakeSettings settings) {
        MinioClient client = MinioClient.builder()
                .endpoint(settings.endpoint().toString())
                .region(settings.region())
                .credentials(settings.accessKey(), settings.secretKey())
                .build();
        client.setTimeout(CONNECT_TIMEOUT.toMillis(), TRANSFER_TIMEOUT.toMillis(), TRANSFER_TIMEOUT.toMillis());
        return new ObjectStore(client, settings);
    }

    public String bucket() {
        return settings.bucket();
    }

    /** Creates the bucket unless it is there; several processes may do so at once. */
    void ensureBucket() {
        try {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket()).build())) {
                client.makeBucket(MakeBucketArgs.builder().bucket(bucket()).build());
            }
        } catch (MinioException | IllegalStateException problem) {
            if (!BUCKET_IS_THERE.contains(code(problem))) {
                throw translated("create bucket", bucket(), problem);
            }
        }
    }

    void put(String object, InputStream content, long sizeBytes) {
        try {
            client.putObject(
                    PutObjectArgs.builder().bucket(bucket()).object(object).stream(content, sizeBytes, PART_BYTES)
                            .build());
        } catch (MinioException | IllegalStateException problem) {
            throw translated("write", object, problem);
        }
    }

    /**
     * Creates an object unless it is there. The content must be unique to this writer: it tells whether the object that is there
     * is ours, when an answer was lost and the client's second try was refused.
     *
     * @return whether the object that is there now is ours
     */
    boolean createIfAbsent(String object, byte[] content) {
        try {
            client.putObject(PutObjectArgs.builder()
                    .bucket(bucket())
                    .object(object)
                    .data(content, content.length)
                    .extraHeaders(Map.of("If-None-Match", "*"))
                    .build());
            return true;
        } catch (MinioException | IllegalStateException problem) {
            Optional<byte[]> present = read(object);
            if (present.isPresent()) {
                return Arrays.equals(present.get(), content);
            }
            throw translated("create", object, problem);
        }
    }

    Optional<byte[]> read(String object) {
        try (InputStream in = get(object)) {
            return Optional.of(in.readAllBytes());
        } catch (MinioException | IllegalStateException problem) {
            if (ABSENT.contains(code(problem))) {
                return Optional.empty();
            }
            throw translated("read", object, problem);
        } catch (IOException problem) {
            throw translated("read", object, problem);
        }
    }

    /** The caller closes the stream. */
    InputStream openObject(String object) {
        try {
            return get(object);
        } catch (MinioException | IllegalStateException problem) {
            throw translated("read", object, problem);
        }
    }

    private InputStream get(String object) throws MinioException {
        return client.getObject(
                GetObjectArgs.builder().bucket(bucket()).object(object).build());
    }

    /** The names of all objects that begin so, in order. */
    List<String> list(String prefix) {
        List<String> names = new ArrayList<>();
        try {
            for (Result<Item> item : client.listObjects(ListObjectsArgs.builder()
                    .bucket(bucket())
                    .prefix(prefix)
                    .recursive(true)
                    .build())) {
                names.add(item.get().objectName());
            }
        } catch (MinioException | IllegalStateException problem) {
            throw translated("list", prefix, problem);
        }
        return names;
    }

    /** Deletes an object; one that is not there is no error. */
    void delete(String object) {
        try {
            client.removeObject(
                    RemoveObjectArgs.builder().bucket(bucket()).object(object).build());
        } catch (MinioException | IllegalStateException problem) {
            if (!ABSENT.contains(code(problem))) {
                throw translated("delete", object, problem);
            }
        }
    }

    private ObjectStoreException translated(String action, String subject, Exception problem) {
        String code = code(problem);
        String remedy;
        if (REFUSED.contains(code)) {
            remedy = "the endpoint refuses the credentials of '" + settings.accessKey()
                    + "'. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and what that user may do";
        } else if (code.equals("NoSuchBucket")) {
            remedy = "bucket " + bucket() + " is not there. Create it, or check TIDEMARK_LAKE";
        } else if (code.isEmpty()) {
            remedy = "no proper answer (" + rootCause(problem)
                    + "). Check that an S3 endpoint runs there and that AWS_ENDPOINT_URL names it";
        } else {
            remedy = code + ": " + problem.getMessage();
        }
        return new ObjectStoreException(
                "cannot " + action + " '" + subject + "' in bucket " + bucket() + " at " + settings.endpoint() + ": "
                        + remedy,
                problem);
    }

    /** S3's error code, empty when there was no answer. */
    private static String code(Exception problem) {
        return problem instanceof ErrorResponseException answer
                ? Optional.ofNullable(answer.errorResponse().code()).orElse("")
                : "";
    }

    private static String rootCause(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception problem) {
            throw translated("close the client of", "", problem);
        }
    }

    @Override
    public String toString() {
        return "bucket " + bucket() + " at " + settings.endpoint();
    }
}
