package io.tidemark.infra.benchmarks.instance;

import io.tidemark.settings.ClickHouseSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import okhttp3.Request;
import okhttp3.RequestBody;

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
        return calls.send(post(parameters, sql.getBytes(StandardCharsets.UTF_8)));
    }

    /** Completes when the server has acknowledged the block. */
    public CompletableFuture<Long> insert(String sql, byte[] block) {
        Map<String, String> parameters = new LinkedHashMap<>(ONE_BLOCK_ONE_PART);
        parameters.put("query", sql);
        return calls.send(post(parameters, block));
    }

    private Request post(Map<String, String> parameters, byte[] body) {
        parameters.put("database", settings.database());
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new Request.Builder()
                .url(settings.url() + "/?" + query)
                .header("X-ClickHouse-User", settings.user())
                .header("X-ClickHouse-Key", settings.password())
                .post(RequestBody.create(body))
                .build();
    }
}
