package io.tidemark.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowingConsumer;

/** Asks a running job how it is. */
record StatusClient(URI url, HttpClient http) {
    static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Whoever asks gives up after about that long. */
    private static final Duration SOON = Duration.ofSeconds(3);

    StatusClient(URI url) {
        this(url, HttpClient.newHttpClient());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(url.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body());
    }

    /** The status of one of the two queries. */
    JsonNode query(String name) throws IOException, InterruptedException {
        return StreamSupport.stream(get("/status").get("queries").spliterator(), false)
                .filter(query -> query.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What {@link #get} answers, and it did not take long. */
    JsonNode answersSoon(String path) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        JsonNode answer = get(path);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(took).as(path).isLessThan(SOON);
        System.out.println(path + " answered in " + took.toMillis() + " ms");
        return answer;
    }

    void awaitQueries(ThrowingConsumer<JsonNode> expectation) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() ->
                        assertThat(get("/status").get("queries")).hasSize(2).allSatisfy(expectation));
    }
}
