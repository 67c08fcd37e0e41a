package io.tidemark.infra.benchmarks.corrections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.HttpCalls;
import io.tidemark.market.number.Fixed;
import io.tidemark.settings.ApiSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@code GET /api/v1/bars}: a question for each bar. */
final class RestBars implements Surface {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final ApiSettings api;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RestBars(ApiSettings api) {
        this.api = api;
    }

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public void ask(Set<Place> places, Answer answer) {
        for (Place place : places) {
            long begun = System.nanoTime();
            Map<Place, Long> highs = highs(place, get(place));
            long now = System.nanoTime();
            answer.complete(highs, now - begun, now);
        }
    }

    static Map<Place, Long> highs(Place place, JsonNode page) {
        Map<Place, Long> highs = new HashMap<>();
        for (JsonNode bar : page.path("bars")) {
            if (bar.hasNonNull("high")) {
                highs.put(place, Fixed.priceE9(bar.path("high").asText()));
            }
        }
        return highs;
    }

    private JsonNode get(Place place) {
        String path =
                "/api/v1/bars/" + place.instrument() + "?interval=1m&from=" + place.start() + "&to=" + place.end();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(api.url() + path)).timeout(HttpCalls.LONGEST);
        api.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != OK) {
                throw BenchException.failed("The API answered " + response.statusCode() + " to " + path);
            }
            return JSON.readTree(response.body());
        } catch (IOException failure) {
            throw BenchException.notReady("The API at " + api.url() + " gave no answer: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BenchException.failed("interrupted", interrupted);
        }
    }
}
