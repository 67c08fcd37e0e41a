package io.tidemark.infra.benchmarks.measure;

/**
 * One call of an {@link OpenLoop}.
 *
 * @param scheduledNanos when it was due, since the first call was
 * @param latencyNanos from when it was due until its answer was complete
 * @param bytes of the answer
 * @param problem why it failed, empty when it did not
 */
public record CallSample(int number, long scheduledNanos, long latencyNanos, long bytes, String problem) {
    public boolean isOk() {
        return problem.isEmpty();
    }
}
