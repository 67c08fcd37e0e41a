package io.tidemark.clickhouse;

/** ClickHouse refused or did not answer. The message names the statement's purpose, the server's answer and a remedy. */
public final class ClickHouseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Stands for "no answer": the server may or may not have done what was asked. */
    public static final int NO_ANSWER = -1;

    private final int code;

    ClickHouseException(int code, String message) {
        super(message);
        this.code = code;
    }

    ClickHouseException(String message, Throwable cause) {
        super(message, cause);
        this.code = NO_ANSWER;
    }

    /** ClickHouse's error code (60 is an unknown table), or {@link #NO_ANSWER}. */
    public int code() {
        return code;
    }

    /** Whether the server said nothing: it is down, was killed, or took too long. */
    public boolean isNoAnswer() {
        return code == NO_ANSWER;
    }
}
