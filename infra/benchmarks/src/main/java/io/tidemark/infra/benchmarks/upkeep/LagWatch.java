package io.tidemark.infra.benchmarks.upkeep;

import io.tidemark.infra.benchmarks.instance.LandingStatus;
import io.tidemark.infra.benchmarks.instance.Quiet;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Asks the streaming job twice a second how far each store is behind. */
final class LagWatch {
    static final Duration EVERY = Duration.ofMillis(500);
    static final List<String> STORES = List.of(LandingStatus.LAKE, LandingStatus.CLICKHOUSE);

    private final LandingStatus status;
    private final List<LagSample> samples = new ArrayList<>();
    private final long begunNanos = System.nanoTime();

    LagWatch(LandingStatus status) {
        this.status = status;
    }

    /** Returns at the first sample that finds it over. */
    void until(BooleanSupplier isOver) {
        while (!isOver.getAsBoolean()) {
            LandingStatus.Answer answer = status.ask();
            long now = System.nanoTime();
            STORES.forEach(store -> samples.add(LagSample.of(answer, store, now)));
            Quiet.pause(EVERY);
        }
    }

    List<LagSample> samples() {
        return List.copyOf(samples);
    }

    /** Every sample, and whether the job ran then. */
    void write(SampleFolder folder, long jobBegunNanos, long jobEndedNanos) {
        try (SampleFolder.Csv csv = folder.csv("lag", "seconds", "store", "jobRuns", "lagRecords", "lagSeconds")) {
            for (LagSample sample : samples) {
                boolean jobRuns = sample.atNanos() - jobBegunNanos >= 0 && jobEndedNanos - sample.atNanos() >= 0;
                csv.row(
                        LagFigures.thousandths((sample.atNanos() - begunNanos) / 1e9),
                        sample.store(),
                        jobRuns,
                        sample.records(),
                        sample.seconds());
            }
        }
    }
}
