package io.tidemark.infra.benchmarks.latency;

import io.tidemark.infra.benchmarks.instance.LogRange;

/** A question about how far a store has come, asked again and again by one thread. */
interface Poll {
    /** Asks once and keeps what it sees; an answer's time is the moment at which all of it has arrived. */
    void ask();

    /** Whether it has seen everything of the range. */
    boolean hasSeen(LogRange range);

    String name();
}
