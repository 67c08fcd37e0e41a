package io.tidemark.infra.benchmarks.instance;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Sends requests and counts the bytes of their answers, which it throws away: a large answer must not cost this process. */
public final class HttpCalls {
    public static final Duration LONGEST = Duration.ofSeconds(60);

    private static final int OK = 200;
    private static final int KEPT_BYTES = 2_000;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** Completes with the number of bytes at the last of them, or fails with what the server said instead of 200. */
    public CompletableFuture<Long> send(HttpRequest request) {
        BodyHandler<Body> counting = head -> new Counting(head.statusCode() != OK);
        return client.sendAsync(request, counting).thenCompose(HttpCalls::bytes);
    }

    private static CompletableFuture<Long> bytes(HttpResponse<Body> response) {
        if (response.statusCode() == OK) {
            return CompletableFuture.completedFuture(response.body().bytes());
        }
        return CompletableFuture.failedFuture(new IllegalStateException(
                "HTTP " + response.statusCode() + ": " + response.body().text().strip()));
    }

    /** @param text the beginning of an answer that is an error */
    private record Body(long bytes, String text) {}

    private static final class Counting implements BodySubscriber<Body> {
        private final CompletableFuture<Body> result = new CompletableFuture<>();
        private final boolean keeps;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long bytes;

        Counting(boolean keeps) {
            this.keeps = keeps;
        }

        @Override
        public CompletionStage<Body> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                bytes += buffer.remaining();
                if (keeps && kept.size() < KEPT_BYTES) {
                    byte[] copy = new byte[Math.min(buffer.remaining(), KEPT_BYTES)];
                    buffer.get(copy);
                    kept.writeBytes(copy);
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            result.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            result.complete(new Body(bytes, kept.toString(StandardCharsets.UTF_8)));
        }
    }
}
