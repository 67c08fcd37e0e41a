package io.tidemark.infra.embedded;

/** A server could not be prepared or started; the message names the server, what was seen and the remedy. */
public final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerException(String message) {
        super(message);
    }

    public ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
