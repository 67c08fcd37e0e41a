package io.tidemark.api.rest;

import io.tidemark.api.problem.Problems;
import io.tidemark.api.text.TimeText;
import io.tidemark.clickhouse.read.AsOfLimits;
import io.tidemark.clickhouse.read.AsOfReader;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Lets a question about then through when everything of then has landed and is kept, by the limits that SQL has. Only such a
 * question has the same answer whenever it is asked.
 */
@ApplicationScoped
public class AsOfGate {
    private final AsOfReader store;

    public AsOfGate(AsOfReader store) {
        this.store = store;
    }

    /** @throws io.tidemark.api.problem.ProblemException when the answer could still change, or is not known any more */
    public void check(long asOfMicros) {
        AsOfLimits limits = store.limits();
        if (asOfMicros < limits.floorMicros()) {
            throw Problems.notKept(TimeText.of(asOfMicros), TimeText.of(limits.floorMicros()));
        }
        if (asOfMicros >= limits.frontierMicros()) {
            throw Problems.notLandedYet(TimeText.of(asOfMicros), TimeText.of(limits.frontierMicros()));
        }
    }
}
