package io.tidemark.infra.benchmarks.corrections;

import java.util.Map;
import java.util.Set;

/** Where people look at bars. */
interface Surface {
    String name();

    /** The highs, unscaled with nine places, of those bars that are there. One question, or one for each bar. */
    void ask(Set<Place> places, Answer answer);

    /** Told for every answer, when all of it has arrived. */
    @FunctionalInterface
    interface Answer {
        /** @param tookNanos since it was asked */
        void complete(Map<Place, Long> highsE9, long tookNanos, long atNanos);
    }
}
