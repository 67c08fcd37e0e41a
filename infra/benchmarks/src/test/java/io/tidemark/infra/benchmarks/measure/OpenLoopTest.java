package io.tidemark.infra.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final long MILLI = 1_000_000;

    private final HandClock clock = new HandClock();

    @Test
    void callsAreDueAtTheFixedRate() {
        List<CallSample> samples =
                new OpenLoop(clock).run(4, 100, number -> CompletableFuture.completedFuture((long) number));

        assertThat(samples)
                .extracting(CallSample::scheduledNanos)
                .containsExactly(0L, 10 * MILLI, 20 * MILLI, 30 * MILLI);
        assertThat(samples).extracting(CallSample::latencyNanos).containsOnly(0L);
        assertThat(samples).extracting(CallSample::bytes).containsExactly(0L, 1L, 2L, 3L);
    }

    /** Every call takes 25 ms and one is due every 10 ms: a loop that waits would report 25 ms for all of them. */
    @Test
    void stallIsSeenByEveryCallThatWasDueDuringIt() {
        List<CallSample> samples = new OpenLoop(clock).run(4, 100, number -> {
            clock.advance(25 * MILLI);
            return CompletableFuture.completedFuture(1L);
        });

        assertThat(samples)
                .extracting(CallSample::latencyNanos)
                .containsExactly(25 * MILLI, 40 * MILLI, 55 * MILLI, 70 * MILLI);
    }

    @Test
    void answersMayComeInAnyOrder() {
        CompletableFuture<Long> slow = new CompletableFuture<>();
        List<CallSample> samples = new OpenLoop(clock).run(3, 1_000, number -> switch (number) {
            case 0 -> slow;
            case 1 -> CompletableFuture.completedFuture(1L);
            default -> {
                clock.advance(5 * MILLI);
                slow.complete(9L);
                yield CompletableFuture.completedFuture(2L);
            }
        });

        assertThat(samples).extracting(CallSample::number).containsExactly(0, 1, 2);
        assertThat(samples).extracting(CallSample::bytes).containsExactly(9L, 1L, 2L);
        assertThat(samples).extracting(CallSample::latencyNanos).containsExactly(7 * MILLI, 0L, 5 * MILLI);
    }

    @Test
    void failedCallIsASampleWithItsReason() {
        List<CallSample> samples = new OpenLoop(clock)
                .run(2, 100, number -> CompletableFuture.failedFuture(new IllegalStateException("HTTP 500")));

        assertThat(samples).allSatisfy(sample -> {
            assertThat(sample.isOk()).isFalse();
            assertThat(sample.problem()).isEqualTo("HTTP 500");
        });
    }

    @Test
    void rateMustBePositive() {
        assertThatThrownBy(() -> new OpenLoop(clock).run(1, 0, number -> new CompletableFuture<>()))
                .hasMessageContaining("rate > 0");
    }

    /** Stands still until somebody waits or works. */
    private static final class HandClock implements Ticker {
        private long now = 1_000;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void awaitUntil(long nanos) {
            now = Math.max(now, nanos);
        }

        void advance(long nanos) {
            now += nanos;
        }
    }
}
