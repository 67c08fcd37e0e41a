package io.tidemark.batch;

/** What was asked for would do harm. The message says why, and what to do instead. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
