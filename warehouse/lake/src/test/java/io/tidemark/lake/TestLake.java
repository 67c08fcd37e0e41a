package io.tidemark.lake;

import io.tidemark.infra.embedded.S3Server;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.objects.Buckets;
import io.tidemark.settings.LakeSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of this JVM, and lakes on the embedded endpoint, on MinIO where there is one, and behind a lossy line. */
final class TestLake {
    private static final S3Server EMBEDDED = TestServers.s3();
    private static final List<LakeSettings> ENDPOINTS = startEndpoints();
    private static final LossyProxy PROXY = LossyProxy.before(EMBEDDED.endpoint());
    private static final LakeSettings LOSSY = settings("lake-lossy", PROXY.endpoint(), EMBEDDED);
    private static final SparkSession SPARK = startSession();

    private TestLake() {}

    static SparkSession spark() {
        return SPARK;
    }

    static LossyProxy proxy() {
        return PROXY;
    }

    /** An empty lake on the embedded endpoint. */
    static LakeSettings create() {
        return emptyOn(ENDPOINTS.get(0));
    }

    /** An empty lake on every endpoint there is. */
    static List<LakeSettings> createOnAll() {
        return ENDPOINTS.stream().map(TestLake::emptyOn).toList();
    }

    /** An empty lake on the embedded endpoint, reached over {@link #proxy}. */
    static LakeSettings createLossy() {
        return emptyOn(LOSSY);
    }

    private static LakeSettings emptyOn(LakeSettings endpoint) {
        return new LakeSettings(
                "s3://" + endpoint.bucket() + "/" + UUID.randomUUID(),
                endpoint.endpoint(),
                endpoint.accessKey(),
                endpoint.secretKey(),
                endpoint.region());
    }

    private static List<LakeSettings> startEndpoints() {
        List<LakeSettings> endpoints = new ArrayList<>();
        endpoints.add(settings("lake-embedded", EMBEDDED.endpoint(), EMBEDDED));
        TestServers.minio()
                .ifPresentOrElse(
                        server -> endpoints.add(settings("lake-minio", server.endpoint(), server)),
                        () -> System.out.println("MinIO is skipped: neither TIDEMARK_MINIO nor PATH names a binary"));
        return endpoints;
    }

    private static LakeSettings settings(String bucket, URI endpoint, S3Server server) {
        LakeSettings settings = new LakeSettings(
                "s3://" + bucket + "/lake", endpoint, server.accessKey(), server.secretKey(), server.region());
        Buckets.ensure(settings);
        return settings;
    }

    private static SparkSession startSession() {
        SparkSession.Builder builder =
                LakeSessions.configure(SparkSession.builder().master("local[2]"), ENDPOINTS.get(0));
        builder.config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1");
        List<LakeSettings> others = new ArrayList<>(ENDPOINTS.subList(1, ENDPOINTS.size()));
        others.add(LOSSY);
        for (LakeSettings other : others) {
            String prefix = "spark.hadoop.fs.s3a.bucket." + other.bucket() + ".";
            builder.config(prefix + "endpoint", other.endpoint().toString())
                    .config(prefix + "access.key", other.accessKey())
                    .config(prefix + "secret.key", other.secretKey());
        }
        // One try, at once: the tests decide what the line loses and want to see what follows from it.
        String lossy = "spark.hadoop.fs.s3a.bucket." + LOSSY.bucket() + ".";
        builder.config(lossy + "retry.interval", "20ms").config(lossy + "retry.limit", "1");
        return builder.getOrCreate();
    }
}
