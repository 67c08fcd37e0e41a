package io.tidemark.clickhouse.format;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the name of a ClickHouse type says about the bytes of its values. */
final class ResultTypes {
    private static final Pattern DECIMAL = Pattern.compile("Decimal\\((\\d+), (\\d+)\\)");
    private static final Pattern ENUM_VALUE = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)' = (-?\\d+)");

    private ResultTypes() {}

    /** {@code X} of {@code Wrapper(X)}. */
    static String inner(String type) {
        return type.substring(type.indexOf('(') + 1, type.length() - 1);
    }

    /** Bytes of a value. */
    static int width(String type) {
        Matcher decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            int digits = Integer.parseInt(decimal.group(1));
            return digits <= 9 ? 4 : digits <= 18 ? 8 : digits <= 38 ? 16 : 32;
        }
        String name = type.indexOf('(') < 0 ? type : type.substring(0, type.indexOf('('));
        return switch (name) {
            case "Int8", "UInt8", "Bool", "Enum8", "Nothing" -> 1;
            case "Int16", "UInt16", "Enum16", "Date" -> 2;
            case "Int32", "UInt32", "Float32", "Date32", "DateTime" -> 4;
            case "Int64", "UInt64", "Float64", "DateTime64" -> 8;
            case "Int128", "UInt128" -> 16;
            default ->
                throw new IllegalStateException(
                        "results of type " + type + " cannot be read: cast the column to another type in the query");
        };
    }

    static boolean isUnsigned(String type) {
        return type.startsWith("UInt")
                || type.equals("Bool")
                || type.equals("Date")
                || type.startsWith("DateTime(")
                || type.equals("DateTime");
    }

    /** Decimal places; 0 of anything but a decimal. */
    static int scale(String type) {
        Matcher decimal = DECIMAL.matcher(type);
        return decimal.matches() ? Integer.parseInt(decimal.group(2)) : 0;
    }

    static Map<Long, String> enumNames(String type) {
        Map<Long, String> names = new HashMap<>();
        if (type.startsWith("Enum")) {
            Matcher value = ENUM_VALUE.matcher(type);
            while (value.find()) {
                names.put(Long.valueOf(value.group(2)), value.group(1));
            }
        }
        return Map.copyOf(names);
    }
}
