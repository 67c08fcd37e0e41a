package io.tidemark.api.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Token, cross-origin rules and JSON logs are settings. */
class AccessIT {
    private static final String TOKEN = "a-token-of-some-length";
    private static final String ORIGIN = "https://charts.example";
    private static ApiProcess api;

    @BeforeAll
    static void start() {
        Map<String, String> environment = new HashMap<>(SharedWorld.WORLD.environment());
        environment.put("TIDEMARK_API_TOKEN", TOKEN);
        environment.put("TIDEMARK_API_CORS_ORIGINS", ORIGIN);
        environment.put("TIDEMARK_LOG_JSON", "true");
        api = ApiProcess.start(SharedWorld.folder(), SharedWorld.freePort(), environment);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void withoutTheTokenNobodyReads() {
        HttpResponse<String> none = api.get("/api/v1/symbols");

        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
        assertThat(Json.names(Json.of(none))).contains("remedy");
        assertThat(api.get("/api/v1/symbols", "Authorization", "Bearer wrong-token-of-length")
                        .statusCode())
                .isEqualTo(401);
        assertThat(api.get("/api/v1/symbols", "Authorization", "Basic " + TOKEN).statusCode())
                .isEqualTo(401);
        assertThat(api.get("/q/metrics").statusCode()).isEqualTo(401);
        assertThat(api.get("/nope").statusCode()).isEqualTo(401);
        assertThat(api.get("/q/health/../metrics").statusCode()).isEqualTo(401);
    }

    @Test
    void withTheTokenOneReads() {
        assertThat(api.get("/api/v1/symbols", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/q/metrics", "authorization", "bearer " + TOKEN).statusCode())
                .isEqualTo(200);
    }

    @Test
    void healthAndTheDescriptionAreOpen() {
        assertThat(api.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(api.get("/q/openapi").statusCode()).isEqualTo(200);
    }

    @Test
    void aPreflightOfAnAllowedOriginPasses() {
        HttpRequest preflight = HttpRequest.newBuilder(api.url().resolve("/api/v1/symbols"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .build();
        HttpResponse<String> answer = api.send(preflight);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
        assertThat(api.get("/api/v1/symbols", "Origin", ORIGIN, "Authorization", "Bearer " + TOKEN)
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .contains(ORIGIN);
    }

    @Test
    void anotherOriginGetsNoPermission() {
        assertThat(api.get("/api/v1/symbols", "Origin", "https://evil.example", "Authorization", "Bearer " + TOKEN)
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void logsAreJsonLines() {
        assertThat(api.log())
                .anySatisfy(line ->
                        assertThat(line).startsWith("{").contains("\"message\"").contains("Listening on"));
    }

    @Test
    void itDoesNotListenToTheWorldWithoutAToken() {
        ApiProcess open = ApiProcess.launch(
                SharedWorld.folder(), "http://0.0.0.0:" + SharedWorld.freePort(), SharedWorld.WORLD.environment());

        await().atMost(Duration.ofSeconds(30)).until(() -> !open.process().isAlive());
        assertThat(open.process().exitValue()).isEqualTo(2);
        assertThat(String.join("\n", open.log())).contains("TIDEMARK_API_TOKEN").doesNotContain("\tat ");
    }
}
