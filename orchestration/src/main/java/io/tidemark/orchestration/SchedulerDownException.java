package io.tidemark.orchestration;

/** The scheduler does not answer, or cannot do what it should; the message says where, why and what to do. */
public final class SchedulerDownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SchedulerDownException(String message, Throwable cause) {
        super(message, cause);
    }

    public SchedulerDownException(String message) {
        super(message);
    }
}
