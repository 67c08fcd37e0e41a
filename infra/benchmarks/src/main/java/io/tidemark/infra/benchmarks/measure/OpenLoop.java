package io.tidemark.infra.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Calls at a fixed rate, whether or not earlier ones were answered, each timed from the moment at which it was due: a stall is
 * seen by every call that should have happened during it. A loop that waits for answers would leave those calls out.
 */
public final class OpenLoop {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Ticker ticker;

    public OpenLoop(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Something that is asked and answers later, with the number of bytes that it answered. */
    @FunctionalInterface
    public interface Target {
        /** Begins call {@code number} and returns at once. */
        CompletableFuture<Long> call(int number);
    }

    /** Returns when every call was answered or has failed, in the order in which they were due. */
    public List<CallSample> run(int calls, double perSecond, Target target) {
        if (calls < 1 || !(perSecond > 0)) {
            throw new IllegalArgumentException(
                    "an open loop needs at least 1 call at a rate > 0, was " + calls + " at " + perSecond);
        }
        long begun = ticker.nanoTime();
        List<CompletableFuture<CallSample>> answers = new ArrayList<>(calls);
        for (int number = 0; number < calls; number++) {
            long due = begun + Math.round(number * NANOS_PER_SECOND / perSecond);
            ticker.awaitUntil(due);
            answers.add(begin(number, due, begun, target));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<CallSample> begin(int number, long due, long begun, Target target) {
        return target.call(number).handle((bytes, failure) -> {
            long latency = ticker.nanoTime() - due;
            return failure == null
                    ? new CallSample(number, due - begun, latency, bytes, "")
                    : new CallSample(number, due - begun, latency, 0, reason(failure));
        });
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    }
}
