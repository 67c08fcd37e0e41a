package io.tidemark.orchestration;

import java.util.List;

/** There is no job of this name; the message lists those that there are. */
public final class UnknownJobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownJobException(String message) {
        super(message);
    }

    static UnknownJobException of(String job, List<String> known) {
        return new UnknownJobException("No job is called '" + job + "'; there are " + String.join(", ", known));
    }
}
