package io.tidemark.infra.benchmarks.latency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.market.table.EventTables;
import io.tidemark.settings.LakeSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The commits of the lake's {@code trade_events}, one object each, as a reader finds them that is not Spark. */
final class DeltaLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMMIT = "%020d.json";
    private static final int DIGITS = 20;

    private final MinioClient client;
    private final String bucket;
    private final String folder;

    /** @param timestampMicros when the writer says that it committed; @param transactions application id to version */
    record Commit(long timestampMicros, Map<String, Long> transactions) {}

    private DeltaLog(MinioClient client, String bucket, String folder) {
        this.client = client;
        this.bucket = bucket;
        this.folder = folder;
    }

    static DeltaLog open(LakeSettings lake) {
        MinioClient client = MinioClient.builder()
                .endpoint(lake.endpoint().toString())
                .region(lake.region())
                .credentials(lake.accessKey(), lake.secretKey())
                .build();
        String prefix = lake.prefix().isEmpty() ? "" : lake.prefix() + "/";
        return new DeltaLog(client, lake.bucket(), prefix + EventTables.TRADE_EVENTS.name() + "/_delta_log/");
    }

    /** The version after the newest one that is there. */
    long nextVersion() {
        long newest = -1;
        try {
            for (Result<Item> item : client.listObjects(
                    ListObjectsArgs.builder().bucket(bucket).prefix(folder).build())) {
                String name = item.get().objectName().substring(folder.length());
                if (name.matches("\\d{" + DIGITS + "}\\.json")) {
                    newest = Math.max(newest, Long.parseLong(name.substring(0, DIGITS)));
                }
            }
        } catch (MinioException | IllegalStateException failure) {
            throw unreadable(failure);
        }
        return newest + 1;
    }

    /** Absent until the version has been committed. */
    Optional<Commit> read(long version) {
        String name = folder + COMMIT.formatted(version);
        try (InputStream in = client.getObject(
                GetObjectArgs.builder().bucket(bucket).object(name).build())) {
            return Optional.of(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (ErrorResponseException refused) {
            if ("NoSuchKey".equals(refused.errorResponse().code())) {
                return Optional.empty();
            }
            throw unreadable(refused);
        } catch (MinioException | IOException | IllegalStateException failure) {
            throw unreadable(failure);
        }
    }

    static Commit parse(String text) throws IOException {
        long timestampMicros = 0;
        Map<String, Long> transactions = new HashMap<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            JsonNode action = JSON.readTree(line);
            JsonNode transaction = action.path("txn");
            if (transaction.isObject()) {
                transactions.put(
                        transaction.path("appId").asText(),
                        transaction.path("version").asLong());
            }
            if (action.path("commitInfo").isObject()) {
                timestampMicros = action.path("commitInfo").path("timestamp").asLong() * 1_000;
            }
        }
        return new Commit(timestampMicros, transactions);
    }

    private BenchException unreadable(Exception failure) {
        return BenchException.notReady(
                "The log of the lake's trade_events cannot be read in bucket " + bucket + " at " + folder + ": "
                        + failure + ". Check ./tidemark status.",
                failure);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception failure) {
            throw BenchException.failed("cannot close the client of the S3 endpoint", failure);
        }
    }
}
