package io.tidemark.infra.benchmarks.instance;

import io.tidemark.settings.ClickHouseSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** SQL over HTTP as any client would send it, without waiting for the answer. Thread-safe. */
public final class SqlClient {
    /** One block stays one part, as the streaming job's inserts have it. */
    private static final Map<String, String> ONE_BLOCK_ONE_PART = Map.of(
            "async_insert", "0",
            "insert_deduplicate", "0",
            "max_insert_block_size", "1000000",
            "min_insert_block_size_rows", "0",
            "min_insert_block_size_bytes", "0",
            "max_insert_threads", "1");

    private final ClickHouseSettings settings;
    private final HttpCalls calls = new HttpCalls();

    public SqlClient(ClickHouseSettings settings) {
        this.settings = settings;
    }

    /** @param bindings values of {@code {name:Type}} in the text */
    public CompletableFuture<Long> ask(String sql, Map<String, String> bindings) {
        Map<String, String> parameters = new LinkedHashMap<>();
        bindings.forEach((name, value) -> parameters.put("param_" + name, value));
        return calls.send(request(parameters).POST(BodyPublishers.ofString(sql)).build());
    }

    /** Completes when the server has acknowledged the block. */
    public CompletableFuture<Long> insert(String sql, byte[] block) {
        Map<String, String> parameters = new LinkedHashMap<>(ONE_BLOCK_ONE_PART);
        parameters.put("query", sql);
        return calls.send(
                request(parameters).POST(BodyPublishers.ofByteArray(block)).build());
    }

    private HttpRequest.Builder request(Map<String, String> parameters) {
        parameters.put("database", settings.database());
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(settings.url() + "/?" + query))
                .header("X-ClickHouse-User", settings.user())
                .header("X-ClickHouse-Key", settings.password())
                .timeout(HttpCalls.LONGEST);
    }
}
