package io.tidemark.lake;

/** A table that no retry makes usable: its log lacks commits, or it has another shape. The message says what a person has to do. */
public final class UnusableTableException extends LakeException {
    private static final long serialVersionUID = 1L;

    public UnusableTableException(String message) {
        super(message);
    }

    public UnusableTableException(String message, Throwable cause) {
        super(message, cause);
    }
}
