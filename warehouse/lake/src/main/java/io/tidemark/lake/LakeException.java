package io.tidemark.lake;

/** What the lake refuses or could not do; the message says what, the value and the remedy. */
public class LakeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LakeException(String message) {
        super(message);
    }

    public LakeException(String message, Throwable cause) {
        super(message, cause);
    }
}
