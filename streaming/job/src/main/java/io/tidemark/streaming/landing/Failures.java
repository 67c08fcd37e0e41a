package io.tidemark.streaming.landing;

import io.tidemark.lake.UnusableTableException;
import java.util.Optional;

/** What a failed query has to say, found below the layers that say only that Spark runs tasks. */
final class Failures {
    private static final int LONGEST_MESSAGE = 2_000;
    private static final String OWN = "io.tidemark.";

    private Failures() {}

    /** The refusal in a failure. Spark wraps what a batch throws, some layers deep, and keeps only the text of what a task threw. */
    static Optional<String> refusal(Throwable failure) {
        String name = RefusedException.class.getName() + ": ";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (cause instanceof RefusedException || cause instanceof UnusableTableException) {
                return Optional.of(cut(text));
            }
            int at = text.indexOf(name);
            if (at >= 0) {
                String told = text.substring(at + name.length());
                return Optional.of(cut(told.lines().findFirst().orElse(told)));
            }
        }
        return Optional.empty();
    }

    /** The outermost message of the project's own, which names a remedy; without one the innermost, which says what happened. */
    static String message(Throwable failure) {
        Throwable cause = failure;
        while (!cause.getClass().getName().startsWith(OWN) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String said = cause.getMessage();
        return cut(said == null || said.isBlank() ? cause.toString() : said);
    }

    private static String cut(String text) {
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text;
    }
}
