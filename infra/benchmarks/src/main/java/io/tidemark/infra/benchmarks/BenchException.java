package io.tidemark.infra.benchmarks;

/** Why a benchmark has no result, in words for its user: what, the value, the remedy. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int FAILED = 1;
    private static final int COMPONENT_DOWN = 3;

    private final int exitCode;

    private BenchException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    private BenchException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What was measured is not what it should be: a count that differs, calls that failed. */
    public static BenchException failed(String message) {
        return new BenchException(FAILED, message);
    }

    public static BenchException failed(String message, Throwable cause) {
        return new BenchException(FAILED, message, cause);
    }

    /** The instance is not running, or not as this benchmark needs it. */
    public static BenchException notReady(String message) {
        return new BenchException(COMPONENT_DOWN, message);
    }

    public static BenchException notReady(String message, Throwable cause) {
        return new BenchException(COMPONENT_DOWN, message, cause);
    }

    public int exitCode() {
        return exitCode;
    }
}
