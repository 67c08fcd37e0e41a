package io.tidemark.api.problem;

import io.tidemark.clickhouse.read.ReadException;
import java.time.Duration;
import java.util.List;

/** Every problem that the API answers with. The slugs are part of its contract. */
public final class Problems {
    static final int RETRY_SECONDS = 5;

    private Problems() {}

    /** @param complaints each names its parameter, the value and what is allowed */
    public static ProblemException badParameters(List<String> complaints) {
        return new ProblemException(Problem.of(
                400,
                "bad-parameters",
                "A parameter is not valid",
                String.join("; ", complaints),
                "Correct the parameter; /q/openapi describes every one with an example"));
    }

    public static ProblemException invalidCursor(String detail) {
        return new ProblemException(
                Problem.of(
                        400,
                        "invalid-cursor",
                        "The cursor is not one of this question's",
                        detail,
                        "Pass 'next' exactly as it was answered, with the same instrument and interval, or begin without a cursor"));
    }

    /** @param frontier up to when everything has landed */
    public static ProblemException notLandedYet(String asOf, String frontier) {
        return new ProblemException(Problem.of(
                409,
                "not-landed-yet",
                "Not everything of then has landed",
                "asOf " + asOf + " is not before " + frontier + ", up to which everything has landed",
                "Ask for a moment before that, or again later; /api/v1/status tells how far the stores are"));
    }

    /** @param floor since when everything is kept */
    public static ProblemException notKept(String asOf, String floor) {
        return new ProblemException(Problem.of(
                410,
                "not-kept",
                "What was known then is not kept",
                "asOf " + asOf + " is before " + floor + ", the first moment of which this store holds every event",
                "Ask for that moment or a later one"));
    }

    public static ProblemException ambiguousSymbol(String symbol, List<String> instruments) {
        return new ProblemException(Problem.of(
                        400,
                        "ambiguous-symbol",
                        "More than one venue has this symbol",
                        "'" + symbol + "' could be any of " + String.join(", ", instruments),
                        "Ask for one of the choices by its whole id, venue:SYMBOL")
                .withChoices("choices", instruments));
    }

    public static ProblemException unknownInstrument(String name, List<String> near) {
        String hint = near.isEmpty() ? "" : ", did you mean " + String.join(" or ", near) + "?";
        return new ProblemException(Problem.of(
                        404,
                        "unknown-instrument",
                        "There is no such instrument",
                        "No instrument is called '" + name + "'" + hint,
                        "List what there is with /api/v1/symbols, or load data with './tidemark load'")
                .withChoices("choices", near));
    }

    public static Problem unknownJob(String detail) {
        return Problem.of(
                404,
                "unknown-job",
                "There is no such job",
                detail,
                "List the jobs with /api/v1/jobs or './tidemark jobs'");
    }

    public static Problem jobBusy(String detail) {
        return Problem.of(
                409,
                "job-busy",
                "The job is not run twice at once",
                detail,
                "Wait until it has ended: /api/v1/jobs tells when it has");
    }

    public static Problem schedulerDown(String detail) {
        return Problem.of(
                        503,
                        "scheduler-down",
                        "The scheduler does not answer",
                        detail,
                        "Look at './tidemark status' and 'logs scheduler'; './tidemark up' starts it")
                .retryAfter(RETRY_SECONDS);
    }

    public static Problem unknownPath(String path) {
        return Problem.of(
                404,
                "unknown-path",
                "There is nothing at this path",
                "Nothing is served at " + path,
                "The paths are listed at /q/openapi, and to try at /q/swagger-ui");
    }

    public static Problem methodNotAllowed(String method, String path) {
        return Problem.of(
                405,
                "method-not-allowed",
                "The method is not allowed here",
                method + " is not allowed for " + path,
                "Use GET; the API reads, and starts jobs by POST to /api/v1/jobs/{job}/runs");
    }

    public static Problem notAcceptable(String accept) {
        return Problem.of(
                406,
                "not-acceptable",
                "The answer has no such form",
                "Accept was '" + accept + "'",
                "Accept application/json, or text/csv where the answer is a table");
    }

    public static Problem unauthorized(String detail) {
        return Problem.of(
                401,
                "unauthorized",
                "A bearer token is needed",
                detail,
                "Send 'Authorization: Bearer TOKEN' with the token of the setting api.token (TIDEMARK_API_TOKEN)");
    }

    public static Problem other(int status, String reason, String path) {
        return Problem.of(
                status,
                "http-" + status,
                reason,
                reason + " at " + path,
                "Compare the request with the description at /q/openapi");
    }

    public static Problem internal(String incident) {
        return Problem.of(
                500,
                "internal",
                "The API failed",
                "A fault that is not the caller's, logged as incident " + incident,
                "Look for the incident with './tidemark logs api' and report it");
    }

    public static ProblemException busy(int bound) {
        return new ProblemException(Problem.of(
                        503,
                        "busy",
                        "Too many questions at once",
                        "There are " + bound + " questions to ClickHouse under way, the most that are allowed",
                        "Ask again in a moment, or raise TIDEMARK_API_CLICKHOUSE_CONCURRENCY")
                .retryAfter(1));
    }

    /** @param timeout what the question was given */
    public static Problem of(ReadException failure, Duration timeout) {
        return switch (failure.kind()) {
            case UNREACHABLE ->
                Problem.of(
                                503,
                                "clickhouse-down",
                                "ClickHouse does not answer",
                                "No connection to ClickHouse at its configured address",
                                "Look at './tidemark status' and 'logs clickhouse'; nothing is lost, ask again later")
                        .retryAfter(RETRY_SECONDS);
            case OVERLOADED ->
                Problem.of(
                                503,
                                "clickhouse-overloaded",
                                "ClickHouse has too much to do",
                                message(failure),
                                "Ask again later, or for a shorter range")
                        .retryAfter(RETRY_SECONDS);
            case TIMED_OUT ->
                Problem.of(
                        504,
                        "timeout",
                        "The answer took too long",
                        "ClickHouse did not answer within " + timeout.toMillis() + " ms",
                        "Ask for a shorter range or a smaller limit, or raise TIDEMARK_API_QUERY_TIMEOUT");
            case REFUSED ->
                Problem.of(
                                503,
                                "clickhouse-refused",
                                "ClickHouse refused the question",
                                message(failure),
                                "Check that the migrations have run and that CLICKHOUSE_USER may read; see './tidemark doctor'")
                        .retryAfter(RETRY_SECONDS);
        };
    }

    /** The server's own words without the question: callers did not write it. */
    private static String message(ReadException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String words = String.valueOf(cause.getMessage());
        int serverWords = words.indexOf("DB::Exception: ");
        if (serverWords >= 0) {
            words = words.substring(serverWords + "DB::Exception: ".length());
        } else if (cause.getMessage() == null) {
            words = cause.getClass().getSimpleName();
        }
        String line = words.lines().findFirst().orElse("");
        return "ClickHouse said: " + (line.length() > 300 ? line.substring(0, 300) + "…" : line);
    }
}
