package io.tidemark.api.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tidemark.api.config.ApiConfig;
import io.tidemark.api.config.StartupCheck;
import io.tidemark.api.problem.Problem;
import io.tidemark.api.problem.ProblemJson;
import io.tidemark.api.problem.Problems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the bearer token where one is set. Health is open to probes, and the description carries no data; all else, metrics
 * included, needs the token.
 */
@Singleton
public class BearerGate {
    /** After cross-origin rules (300), so that a browser may ask whether it may ask. */
    private static final int PRIORITY = 200;

    private static final String SCHEME = "bearer ";
    private static final List<String> OPEN = List.of("/q/health", "/q/openapi", "/q/swagger-ui");

    private final Optional<byte[]> digest;

    public BearerGate(ApiConfig config, @ConfigProperty(name = StartupCheck.HOST) String host) {
        // The main has checked this too, with a kinder message; but settings have more ways in than it looks at.
        StartupCheck.exposure(host, config.token().isPresent()).ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
        this.digest = config.token().map(BearerGate::digest);
    }

    void register(@Observes Filters filters) {
        if (digest.isPresent()) {
            filters.register(this::check, PRIORITY);
        }
    }

    private void check(RoutingContext context) {
        if (isOpen(context)) {
            context.next();
            return;
        }
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (isRight(header)) {
            context.next();
            return;
        }
        Problem problem = Problems.unauthorized(header == null ? "No Authorization header came" : "The token is wrong");
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
                .putHeader("WWW-Authenticate", "Bearer realm=\"tidemark\"")
                .end(Buffer.buffer(ProblemJson.of(problem, context.request().path())))
                .onFailure(gone -> context.fail(gone));
    }

    /** Compared as digests, in a time that says nothing about how much of it was right. */
    boolean isRight(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] offered = digest(header.substring(SCHEME.length()).trim());
        return digest.map(expected -> MessageDigest.isEqual(expected, offered)).orElse(true);
    }

    private static boolean isOpen(RoutingContext context) {
        String path = context.normalizedPath();
        boolean isPreflight = context.request().method().equals(HttpMethod.OPTIONS);
        return isPreflight || OPEN.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
