package io.tidemark.settings;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Where the lake is: a folder in a bucket, and the S3 endpoint that serves it. {@code lakeUri} is {@code s3://bucket/folder}
 * without a slash at its end.
 */
public record LakeSettings(String lakeUri, URI endpoint, String accessKey, String secretKey, String region) {
    public static final Setting<String> LAKE = Setting.required("s3.lake", Kinds.S3_URI, "the folder of the tables")
            .environment("TIDEMARK_LAKE");
    public static final Setting<URI> ENDPOINT = Setting.required(
                    "s3.endpoint", Kinds.HTTP_URL, "the S3 endpoint; for AWS https://s3.REGION.amazonaws.com")
            .environment("AWS_ENDPOINT_URL");
    public static final Setting<String> ACCESS_KEY = Setting.required(
                    "s3.accessKey", Kinds.WORD, "the access key of the S3 endpoint")
            .environment("AWS_ACCESS_KEY_ID");
    public static final Setting<String> SECRET_KEY = Setting.required(
                    "s3.secretKey", Kinds.WORD, "the secret key of the S3 endpoint")
            .environment("AWS_SECRET_ACCESS_KEY")
            .secret();
    public static final Setting<String> REGION = Setting.of(
                    "s3.region", Kinds.WORD, "us-east-1", "the region that requests are signed for")
            .environment("AWS_REGION");

    public LakeSettings {
        Kinds.S3_URI.parse(lakeUri);
        lakeUri = lakeUri.replaceFirst("^s3a://", "s3://").replaceFirst("/+$", "");
    }

    public static LakeSettings from(Map<String, String> environment) {
        Settings settings =
                Settings.fromEnvironment(List.of(LAKE, ENDPOINT, ACCESS_KEY, SECRET_KEY, REGION), environment);
        return new LakeSettings(
                settings.get(LAKE),
                settings.get(ENDPOINT),
                settings.get(ACCESS_KEY),
                settings.get(SECRET_KEY),
                settings.get(REGION));
    }

    public String bucket() {
        return path().split("/", 2)[0];
    }

    /** The folder in the bucket, without slashes around it; empty when the lake is the whole bucket. */
    public String prefix() {
        String[] parts = path().split("/", 2);
        return parts.length == 2 ? parts[1] : "";
    }

    /** The lake as Hadoop's S3A file system names it. */
    public String s3aUri() {
        return "s3a://" + path();
    }

    /** A table's folder as S3A names it. */
    public String s3aUri(String table) {
        return s3aUri() + "/" + table;
    }

    /** What {@link #from} reads. */
    public Map<String, String> toEnvironment() {
        return Map.of(
                LAKE.environment(), lakeUri,
                ENDPOINT.environment(), endpoint.toString(),
                ACCESS_KEY.environment(), accessKey,
                SECRET_KEY.environment(), secretKey,
                REGION.environment(), region);
    }

    @Override
    public String toString() {
        return lakeUri + " at " + endpoint + " as " + accessKey;
    }

    private String path() {
        return lakeUri.substring("s3://".length());
    }
}
