package io.tidemark.api.query;

import java.util.List;

/** A place in an answer of then: the moment goes along, so that the next page tells of the same one. */
public final class AsOfCursor {
    private static final String KIND = "asof1";

    private AsOfCursor() {}

    /** @param place the cursor within the answer */
    public static String encode(long asOfMicros, String place) {
        return CursorText.encode(KIND, List.of(Long.toString(asOfMicros), place));
    }

    /**
     * The cursor within the answer.
     *
     * @throws io.tidemark.api.problem.ProblemException when it is not a cursor of that moment
     */
    public static String decode(String cursor, long asOfMicros) {
        List<String> parts = CursorText.decode(KIND, 2, cursor);
        CursorText.requireSame("asOf (µs)", Long.toString(asOfMicros), parts.get(0));
        return parts.get(1);
    }
}
