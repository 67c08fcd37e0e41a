package io.tidemark.clickhouse;

/** The database was made by another program than this one. Trying again does not help; the message names the remedy. */
public final class SchemaMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaMismatchException(String message) {
        super(message);
    }
}
