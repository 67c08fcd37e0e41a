package io.tidemark.api.query;

import java.util.List;

/** The instrument id after which a page goes on. */
public record SymbolCursor(String after) {
    private static final String KIND = "symbols1";

    public String encode() {
        return CursorText.encode(KIND, List.of(after));
    }

    /** @throws io.tidemark.api.problem.ProblemException when it is not a cursor of symbols */
    public static SymbolCursor decode(String cursor) {
        return new SymbolCursor(CursorText.decode(KIND, 1, cursor).get(0));
    }
}
