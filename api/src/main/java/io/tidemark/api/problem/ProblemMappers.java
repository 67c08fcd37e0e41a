package io.tidemark.api.problem;

import io.tidemark.api.config.ApiConfig;
import io.tidemark.clickhouse.read.ReadException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every way in which a request can end badly, as a problem. */
@Singleton
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final Duration queryTimeout;

    public ProblemMappers(ApiConfig config) {
        this.queryTimeout = config.clickhouse().queryTimeout();
    }

    @ServerExceptionMapper
    public Response problem(ProblemException failure, HttpServerRequest request) {
        return response(failure.problem(), request);
    }

    @ServerExceptionMapper
    public Response unread(ReadException failure, HttpServerRequest request) {
        return response(Problems.of(failure, queryTimeout), request);
    }

    /** What the framework refuses: no such path, another method, another form. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException failure, HttpServerRequest request) {
        int status = failure.getResponse().getStatus();
        Problem problem = switch (status) {
            case 404 -> Problems.unknownPath(request.path());
            case 405 -> Problems.methodNotAllowed(request.method().name(), request.path());
            case 406 ->
                Problems.notAcceptable(Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT))
                        .orElse(""));
            default ->
                Problems.other(status, failure.getResponse().getStatusInfo().getReasonPhrase(), request.path());
        };
        Response.ResponseBuilder answer = builder(problem, request);
        if (status == 405) {
            answer.header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS");
        }
        return answer.build();
    }

    @ServerExceptionMapper
    public Response failed(Throwable failure, HttpServerRequest request) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(failure, "incident %s: %s %s failed", incident, request.method(), request.uri());
        return response(Problems.internal(incident), request);
    }

    private static Response response(Problem problem, HttpServerRequest request) {
        return builder(problem, request).build();
    }

    private static Response.ResponseBuilder builder(Problem problem, HttpServerRequest request) {
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(ProblemJson.MEDIA_TYPE)
                .entity(ProblemJson.of(problem, request.path()));
        problem.retryAfterSeconds().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        return answer;
    }
}
