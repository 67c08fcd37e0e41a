package io.tidemark.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The longer statements are files beside this package. */
final class SqlResource {
    private static final ConcurrentMap<String, String> TEXTS = new ConcurrentHashMap<>();

    private SqlResource() {}

    static String read(String name) {
        return TEXTS.computeIfAbsent(name, SqlResource::load);
    }

    private static String load(String name) {
        try (InputStream stream = SqlResource.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar has no resource " + name + " beside " + SqlResource.class);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + " cannot be read", e);
        }
    }
}
