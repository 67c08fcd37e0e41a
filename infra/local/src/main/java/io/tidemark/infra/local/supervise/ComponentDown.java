package io.tidemark.infra.local.supervise;

/** A component that is needed is not there; the message says which, why and what to do. */
public final class ComponentDown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ComponentDown(String message) {
        super(message);
    }

    public ComponentDown(String message, Throwable cause) {
        super(message, cause);
    }
}
