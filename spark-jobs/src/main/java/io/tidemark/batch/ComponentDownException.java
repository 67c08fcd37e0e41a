package io.tidemark.batch;

/** A server that a job needs does not answer. */
public final class ComponentDownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ComponentDownException(String message, Throwable cause) {
        super(message, cause);
    }
}
