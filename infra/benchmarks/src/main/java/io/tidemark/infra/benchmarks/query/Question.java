package io.tidemark.infra.benchmarks.query;

import io.tidemark.infra.benchmarks.measure.OpenLoop;

/** Something that is asked again and again. */
record Question(String name, Kind kind, OpenLoop.Target target) {
    enum Kind {
        /** Counts as a figure. */
        LIGHT,
        /** Likewise, at a rate of its own: its answer has more than a million rows. */
        HEAVY,
        /** The same path without the work behind it. */
        FLOOR
    }

    boolean isFloor() {
        return kind == Kind.FLOOR;
    }

    boolean isSql() {
        return name.endsWith("Sql");
    }
}
