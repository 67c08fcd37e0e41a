package io.tidemark.infra.benchmarks.proof;

import java.time.Instant;
import java.util.Locale;

/** What a run calls what is its own: the seconds since 2020, as the simulator counts its id epochs. */
record RunName(int number) {
    private static final long BEGIN_SECOND = 1_577_836_800L;

    static RunName at(Instant now) {
        return new RunName(Math.toIntExact(now.getEpochSecond() - BEGIN_SECOND));
    }

    /** As a part of symbols. */
    String text() {
        return "X" + Integer.toString(number, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
    }
}
