package io.tidemark.api.query;

import io.tidemark.api.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Cursors as opaque text. What is inside may change; a cursor of another kind or question is refused, never misread. */
final class CursorText {
    private static final String SEPARATOR = "|";

    private CursorText() {}

    static String encode(String kind, List<String> parts) {
        String plain = kind + SEPARATOR + String.join(SEPARATOR, parts);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> decode(String kind, int parts, String cursor) {
        String plain;
        try {
            plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw Problems.invalidCursor("'" + cursor + "' is not a cursor");
        }
        List<String> all = List.of(plain.split("\\|", -1));
        if (all.size() != parts + 1 || !all.get(0).equals(kind)) {
            throw Problems.invalidCursor("'" + cursor + "' is not a cursor of this endpoint");
        }
        return all.subList(1, all.size());
    }

    static long number(String cursor, String text) {
        if (!text.matches("-?\\d{1,18}|\\d{19}")) {
            throw Problems.invalidCursor("'" + cursor + "' is not a cursor of this endpoint");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            throw Problems.invalidCursor("'" + cursor + "' is not a cursor of this endpoint");
        }
    }

    static void requireSame(String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            throw Problems.invalidCursor(
                    "the cursor belongs to " + what + " " + actual + ", the question is about " + expected);
        }
    }
}
