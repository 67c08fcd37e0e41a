package io.tidemark.clickhouse.read;

import io.tidemark.clickhouse.ClickHouseException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;

/** A question that ClickHouse did not answer, by what the asker can do about it. */
public final class ReadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the asker can do. */
    public enum Kind {
        /** Nobody answers at the address, or the connection broke: ask again later. */
        UNREACHABLE,
        /** It took longer than the question was given: ask for less. */
        TIMED_OUT,
        /** The server is out of memory or of queries that it runs at once: ask again later. */
        OVERLOADED,
        /** The server refused it: wrong credentials, a missing table, a fault of this program. */
        REFUSED
    }

    private final Kind kind;

    private ReadException(Kind kind, String message, ClickHouseException cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    static ReadException of(ClickHouseException failure) {
        return new ReadException(kindOf(failure), String.valueOf(failure.getMessage()), failure);
    }

    private static Kind kindOf(ClickHouseException failure) {
        if (failure.isNoAnswer()) {
            Throwable cause = failure.getCause();
            return cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)
                    ? Kind.TIMED_OUT
                    : Kind.UNREACHABLE;
        }
        return switch (failure.code()) {
            case 159, 160, 209 -> Kind.TIMED_OUT; // TIMEOUT_EXCEEDED, TOO_SLOW, SOCKET_TIMEOUT
            case 202, 241, 439 -> Kind.OVERLOADED; // TOO_MANY_SIMULTANEOUS_QUERIES, MEMORY_LIMIT_EXCEEDED, no threads
            default -> Kind.REFUSED;
        };
    }
}
