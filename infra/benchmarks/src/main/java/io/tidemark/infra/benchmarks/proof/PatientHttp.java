package io.tidemark.infra.benchmarks.proof;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.Quiet;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/**
 * Asks a server again that says it has no time now: a machine that still merges what a proof has landed is slow, and not wrong. Any
 * other answer but 200 ends the proof.
 */
final class PatientHttp {
    static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int OK = 200;
    /** Of ClickHouse and of the API: out of time, too many at once, not now. */
    private static final Set<Integer> LATER = Set.of(408, 429, 503, 504);

    private static final int MOST_TRIES = 6;

    private final String server;
    private final Duration pause;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private volatile int askedAgain;

    /** @param server as messages name it; @param pause before a question is asked again */
    PatientHttp(String server, Duration pause) {
        this.server = server;
        this.pause = pause;
    }

    /** The body of an answer 200. One thread asks. */
    byte[] ask(HttpRequest request, String question) {
        HttpResponse<byte[]> answer = send(request);
        for (int tries = 1; LATER.contains(answer.statusCode()) && tries < MOST_TRIES; tries++) {
            askedAgain = askedAgain + 1;
            Quiet.pause(pause);
            answer = send(request);
        }
        if (answer.statusCode() != OK) {
            throw BenchException.failed(server + " answered " + answer.statusCode() + " to '" + question + "': "
                    + new String(answer.body(), StandardCharsets.UTF_8).strip());
        }
        return answer.body();
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw BenchException.notReady(server + " gave no answer: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BenchException.failed("interrupted", interrupted);
        }
    }

    int askedAgain() {
        return askedAgain;
    }
}
