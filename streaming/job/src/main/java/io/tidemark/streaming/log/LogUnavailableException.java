package io.tidemark.streaming.log;

/** The broker does not answer; trying again later is right. */
public final class LogUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
