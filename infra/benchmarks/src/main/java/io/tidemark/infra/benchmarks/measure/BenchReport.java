package io.tidemark.infra.benchmarks.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a benchmark came to. Values are numbers, texts, booleans or maps of such; the unit is in the name.
 *
 * @param figures what was measured of the whole; @param floors of its parts alone, in the same run
 * @param ratios of the two
 * @param samples the folder of the raw samples
 */
public record BenchReport(
        String name,
        Machine machine,
        Map<String, Object> settings,
        Map<String, Object> figures,
        Map<String, Object> floors,
        Map<String, Object> ratios,
        Path samples) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How a report is printed. */
    public enum Format {
        JSON,
        TABLE
    }

    public void print(PrintStream out, Format format) {
        if (format == Format.JSON) {
            out.println(json());
        } else {
            table().forEach((name, value) -> out.printf("%-52s %s%n", name, value));
        }
        out.flush();
    }

    String json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", name);
        object.put("machine", machine.toJson());
        object.put("settings", settings);
        object.put("figures", figures);
        object.put("floors", floors);
        object.put("ratios", ratios);
        object.put("samples", samples.toString());
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the report of " + name + " cannot be written as JSON", impossible);
        }
    }

    /** Everything by its path, with numbers as people read them. */
    Map<String, String> table() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("benchmark", name);
        flatten("machine", machine.toJson(), rows);
        flatten("settings", settings, rows);
        flatten("figures", figures, rows);
        flatten("floors", floors, rows);
        flatten("ratios", ratios, rows);
        rows.put("samples", samples.toString());
        return rows;
    }

    private static void flatten(String path, Map<?, ?> values, Map<String, String> rows) {
        values.forEach((key, value) -> {
            String name = path + "." + key;
            if (value instanceof Map<?, ?> nested) {
                flatten(name, nested, rows);
            } else {
                rows.put(name, text(value));
            }
        });
    }

    private static String text(Object value) {
        if (value instanceof Double number) {
            return number >= 1_000 ? "%,.0f".formatted(number) : "%,.3f".formatted(number);
        }
        return value instanceof Long || value instanceof Integer
                ? "%,d".formatted(((Number) value).longValue())
                : String.valueOf(value);
    }
}
