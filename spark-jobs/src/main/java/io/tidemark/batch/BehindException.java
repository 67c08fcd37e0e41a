package io.tidemark.batch;

/** A store has not come as far as a job needs. The message says how far, and what to do. */
public final class BehindException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BehindException(String message) {
        super(message);
    }
}
