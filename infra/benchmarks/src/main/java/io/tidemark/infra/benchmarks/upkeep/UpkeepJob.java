package io.tidemark.infra.benchmarks.upkeep;

import java.util.Arrays;
import java.util.Optional;

/** The batch jobs that run beside the stream, with what is promised of its lag meanwhile. */
public enum UpkeepJob {
    /** Clusters closed days of the lake and deletes files: at 20,000 trades a second never above two triggers. */
    MAINTAIN("maintain", 20_000),
    /** Builds closed days and publishes them: at 10,000 trades a second never more than ten seconds. */
    BATCH("batch", 10_000);

    private static final double BATCH_LIMIT_SECONDS = 10;
    private static final int MOST_TRIGGERS = 2;

    private final String label;
    private final double defaultRate;

    UpkeepJob(String label, double defaultRate) {
        this.label = label;
        this.defaultRate = defaultRate;
    }

    /** Empty when there is none of this name. */
    public static Optional<UpkeepJob> labelled(String label) {
        return Arrays.stream(values()).filter(job -> job.label.equals(label)).findFirst();
    }

    /** As {@code ./tidemark jobs} names it. */
    public String label() {
        return label;
    }

    /** Trades a second at which the target holds. */
    public double defaultRate() {
        return defaultRate;
    }

    /** The longest that a store may be behind. */
    double limitSeconds(double triggerSeconds) {
        return this == MAINTAIN ? MOST_TRIGGERS * triggerSeconds : BATCH_LIMIT_SECONDS;
    }
}
