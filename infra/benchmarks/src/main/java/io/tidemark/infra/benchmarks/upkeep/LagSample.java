package io.tidemark.infra.benchmarks.upkeep;

import io.tidemark.infra.benchmarks.instance.LandingStatus;

/**
 * How far a store was behind the log at one moment.
 *
 * @param atNanos of the answer; @param seconds age of what the store holds whole; negative where the job did not know
 */
record LagSample(long atNanos, String store, long records, double seconds) {
    static LagSample of(LandingStatus.Answer answer, String store, long atNanos) {
        return new LagSample(atNanos, store, answer.lagRecords(store), answer.lagSeconds(store));
    }

    boolean isKnown() {
        return records >= 0 && seconds >= 0;
    }
}
