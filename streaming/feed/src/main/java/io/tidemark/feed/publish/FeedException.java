package io.tidemark.feed.publish;

/** Why a feed cannot go on, in words for its user: what, the value, the remedy. */
public final class FeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What it means to the program that started the feed. */
    public enum Kind {
        /** The job failed: a file that cannot be read, a topic that is not as it must be. */
        FAILED(1),
        WRONG_USAGE(2),
        COMPONENT_DOWN(3);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;

    private FeedException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    private FeedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public static FeedException failed(String message) {
        return new FeedException(Kind.FAILED, message);
    }

    public static FeedException failed(String message, Throwable cause) {
        return new FeedException(Kind.FAILED, message, cause);
    }

    public static FeedException wrongUsage(String message) {
        return new FeedException(Kind.WRONG_USAGE, message);
    }

    public static FeedException componentDown(String message, Throwable cause) {
        return new FeedException(Kind.COMPONENT_DOWN, message, cause);
    }

    public Kind kind() {
        return kind;
    }
}
