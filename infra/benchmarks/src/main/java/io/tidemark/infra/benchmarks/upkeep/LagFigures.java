package io.tidemark.infra.benchmarks.upkeep;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.measure.Percentiles;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lag of one store over some time.
 *
 * @param trigger how often the store gets a batch; a lag is also told in triggers
 */
record LagFigures(List<LagSample> samples, Duration trigger) {
    private static final double NANOS_PER_SECOND = 1e9;

    LagFigures {
        samples = List.copyOf(samples);
    }

    /** Of the samples of a store from {@code fromNanos} to {@code toNanos}, both inclusive. */
    static LagFigures between(List<LagSample> samples, String store, long fromNanos, long toNanos, Duration trigger) {
        return new LagFigures(
                samples.stream()
                        .filter(sample -> sample.store().equals(store))
                        .filter(sample -> sample.atNanos() - fromNanos >= 0 && toNanos - sample.atNanos() >= 0)
                        .toList(),
                trigger);
    }

    double maxSeconds() {
        return seconds().at(100) / NANOS_PER_SECOND;
    }

    double maxTriggers() {
        return maxSeconds() / (trigger.toNanos() / NANOS_PER_SECOND);
    }

    private Percentiles seconds() {
        return Percentiles.of(known().stream()
                .mapToLong(sample -> Math.round(sample.seconds() * NANOS_PER_SECOND))
                .toArray());
    }

    private List<LagSample> known() {
        List<LagSample> known = samples.stream().filter(LagSample::isKnown).toList();
        if (known.isEmpty()) {
            throw BenchException.failed("The streaming job did not once tell its lag in " + samples.size()
                    + " answers: see ./tidemark status.");
        }
        return known;
    }

    Map<String, Object> toJson(double limitSeconds) {
        List<LagSample> known = known();
        Percentiles seconds = seconds();
        Percentiles records =
                Percentiles.of(known.stream().mapToLong(LagSample::records).toArray());
        double triggerSeconds = trigger.toNanos() / NANOS_PER_SECOND;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("samples", known.size());
        json.put("unknown", samples.size() - known.size());
        json.put("p50Seconds", thousandths(seconds.at(50) / NANOS_PER_SECOND));
        json.put("p99Seconds", thousandths(seconds.at(99) / NANOS_PER_SECOND));
        json.put("maxSeconds", thousandths(maxSeconds()));
        json.put("p50Triggers", thousandths(seconds.at(50) / NANOS_PER_SECOND / triggerSeconds));
        json.put("p99Triggers", thousandths(seconds.at(99) / NANOS_PER_SECOND / triggerSeconds));
        json.put("maxTriggers", thousandths(maxTriggers()));
        json.put("p99Records", records.at(99));
        json.put("maxRecords", records.at(100));
        json.put(
                "shareAboveLimit",
                thousandths((double) known.stream()
                                .filter(sample -> sample.seconds() > limitSeconds)
                                .count()
                        / known.size()));
        return json;
    }

    static double thousandths(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
