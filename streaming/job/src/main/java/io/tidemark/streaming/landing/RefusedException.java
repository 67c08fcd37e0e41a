package io.tidemark.streaming.landing;

/** Going on would lose or double rows, or cannot succeed before a person acts. The supervisor does not retry it; the message names the remedy. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
