package io.tidemark.clickhouse.read;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.ClickHouseException;
import io.tidemark.clickhouse.Query;
import io.tidemark.clickhouse.format.Row;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How readers ask: one thread a question, within a time that the server knows too, and once more on a stale connection. */
final class Questions {
    /** What an answer may take on top of the server's own limit, which is in whole seconds. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ClickHouse clickHouse;
    private final Duration timeout;

    Questions(ClickHouse clickHouse, Duration timeout) {
        this.clickHouse = clickHouse;
        this.timeout = timeout;
    }

    /** @param bindings values of {@code {name:Type}} in the text */
    <T> List<T> list(String sql, Map<String, ?> bindings, Function<Row, T> mapper) {
        try {
            return ask(sql, bindings, mapper);
        } catch (ClickHouseException failure) {
            if (!mayBeStale(failure)) {
                throw ReadException.of(failure);
            }
        }
        try {
            // A question changes nothing, so unlike an insert it may simply be asked again.
            return ask(sql, bindings, mapper);
        } catch (ClickHouseException failure) {
            throw ReadException.of(failure);
        }
    }

    private <T> List<T> ask(String sql, Map<String, ?> bindings, Function<Row, T> mapper) {
        // Parallelism comes from questions: one thread each is the fastest for short ones, and fair.
        Query query = clickHouse
                .query(sql)
                .setting("max_threads", 1)
                .setting("max_execution_time", (timeout.toMillis() + 999) / 1_000)
                .timeout(timeout.plus(GRACE));
        bindings.forEach(query::bind);
        return query.list(mapper);
    }

    /** The server closed a kept-alive connection while it was idle; nobody listening, or too slow, is something else. */
    private static boolean mayBeStale(ClickHouseException failure) {
        Throwable cause = failure.getCause();
        return failure.isNoAnswer()
                && cause instanceof IOException
                && !(cause instanceof ConnectException)
                && !(cause instanceof HttpTimeoutException);
    }
}
