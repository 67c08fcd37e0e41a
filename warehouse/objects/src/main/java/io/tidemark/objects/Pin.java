package io.tidemark.objects;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Versions of the lake's tables that must stay readable, under a name: what a model was trained on, what a notebook shows.
 *
 * @param versions of each table, by its name
 */
public record Pin(String name, Instant createdAt, Map<String, Long> versions) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,80}");
    // This module has no JSON library, and a pin is names and numbers.
    private static final Pattern JSON = Pattern.compile(
            "\\{\"name\":\"([a-z0-9._-]+)\",\"createdAt\":\"([0-9TZ:.-]+)\",\"tables\":\\{([a-z0-9_\":,]*)\\}\\}\\s*");
    private static final Pattern TABLE = Pattern.compile("\"([a-z0-9_]+)\":(\\d{1,18})");

    public Pin {
        versions = Map.copyOf(new TreeMap<>(versions));
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        requireName(name);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("pin " + name + " must name a table");
        }
        versions.forEach((table, version) -> {
            if (!table.matches("[a-z0-9_]+") || version < 0) {
                throw new IllegalArgumentException(
                        "pin " + name + " must name a table and its version, was " + table + " version " + version);
            }
        });
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a pin's name is a-z, 0-9, '.', '_' and '-', was '" + name + "'");
        }
    }

    byte[] toBytes() {
        String tables = new TreeMap<>(versions)
                .entrySet().stream()
                        .map(table -> "\"" + table.getKey() + "\":" + table.getValue())
                        .collect(Collectors.joining(","));
        String json = "{\"name\":\"" + name + "\",\"createdAt\":\"" + createdAt + "\",\"tables\":{" + tables + "}}\n";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws ObjectStoreException when it is no pin: what it pins is unknown, so nothing may be deleted */
    static Pin parse(byte[] bytes, String object) {
        Matcher json = JSON.matcher(new String(bytes, StandardCharsets.UTF_8));
        if (!json.matches()) {
            throw new ObjectStoreException("'" + object + "' is no pin that Tidemark wrote. Delete it, and pin again.");
        }
        Map<String, Long> versions = new TreeMap<>();
        Matcher table = TABLE.matcher(json.group(3));
        while (table.find()) {
            versions.put(table.group(1), Long.parseLong(table.group(2)));
        }
        return new Pin(json.group(1), Instant.parse(json.group(2)), versions);
    }
}
