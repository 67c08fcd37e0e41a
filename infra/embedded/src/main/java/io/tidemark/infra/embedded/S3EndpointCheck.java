package io.tidemark.infra.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The S3 endpoint refuses a key that nobody has. MinIO's own health pages are not enough: they answer 200 while it still
 * answers 503 to signed requests.
 */
record S3EndpointCheck(URI endpoint) implements ReadinessCheck {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Override
    public boolean isReady() {
        String time = TIME.format(Instant.now());
        String authorization = "AWS4-HMAC-SHA256 Credential=nobody/" + time.substring(0, 8)
                + "/us-east-1/s3/aws4_request,SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature=00";
        Map<String, String> headers =
                Map.of("Authorization", authorization, "x-amz-content-sha256", "UNSIGNED-PAYLOAD", "x-amz-date", time);
        try {
            return HttpStatus.get(endpoint.resolve("/"), headers) == HttpURLConnection.HTTP_FORBIDDEN;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String description() {
        return "a refused login at " + endpoint;
    }
}
