package io.tidemark.infra.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Plain S3 requests signed with AWS Signature Version 4, so that no client library hides what the servers answer. */
final class SignedS3Client {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;
    private final String accessKey;
    private final String secretKey;

    SignedS3Client(URI endpoint, String accessKey, String secretKey) {
        this.endpoint = endpoint;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    static SignedS3Client of(S3Server server) {
        return new SignedS3Client(server.endpoint(), server.accessKey(), server.secretKey());
    }

    int put(String path, String body) {
        return put(path, body.getBytes(StandardCharsets.UTF_8));
    }

    int put(String path, byte[] body) {
        return send("PUT", path, body, Map.of()).statusCode();
    }

    /** 200 for the one that created the object, 412 (or 409 while another is at it) for the others. */
    int putIfAbsent(String path, String body) {
        return send("PUT", path, body.getBytes(StandardCharsets.UTF_8), Map.of("if-none-match", "*"))
                .statusCode();
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, new byte[0], Map.of());
    }

    private HttpResponse<String> send(String method, String path, byte[] body, Map<String, String> extraHeaders) {
        String time = TIME.format(Instant.now());
        Map<String, String> headers = new TreeMap<>(extraHeaders);
        headers.put("host", endpoint.getAuthority());
        headers.put("x-amz-content-sha256", sha256(body));
        headers.put("x-amz-date", time);
        String authorization = authorization(method, path, headers, time);
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .header("authorization", authorization);
        headers.forEach((name, value) -> {
            if (!name.equals("host")) { // the JDK's client writes that one itself
                request.header(name, value);
            }
        });
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(method + " " + path + " failed", e);
        }
    }

    private String authorization(String method, String path, Map<String, String> headers, String time) {
        String day = time.substring(0, 8);
        String scope = day + "/us-east-1/s3/aws4_request";
        String signedNames = String.join(";", headers.keySet());
        String canonicalHeaders = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        String canonical =
                String.join("\n", method, path, "", canonicalHeaders, signedNames, headers.get("x-amz-content-sha256"));
        String toSign =
                String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {day, "us-east-1", "s3", "aws4_request"}) {
            key = hmac(key, part);
        }
        return "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope + ",SignedHeaders=" + signedNames
                + ",Signature=" + HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
