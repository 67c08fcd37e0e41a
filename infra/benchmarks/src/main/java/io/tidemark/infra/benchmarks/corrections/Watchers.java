package io.tidemark.infra.benchmarks.corrections;

import io.tidemark.infra.benchmarks.instance.Quiet;
import io.tidemark.infra.benchmarks.measure.Percentiles;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Who watches which correction, and what they saw. SQL is asked for all, in one question; REST, a bar at a time, for a sample. */
final class Watchers {
    private static final String TOGETHER = "together";
    private static final double TARGET_MILLIS = 5_000;
    private static final int SIDES = Side.values().length;
    /** So many a second of each side are watched over REST: more questions would be what slows the answers. */
    private static final double OVER_REST_PER_SECOND = 1;

    private final List<Watcher> all = new ArrayList<>();
    private final long everyOverRest;

    Watchers(SqlBars sql, RestBars rest, double correctionsPerSecond) {
        everyOverRest = Math.max(1, Math.round(correctionsPerSecond / SIDES / OVER_REST_PER_SECOND));
        for (Side side : Side.values()) {
            all.add(new Watcher(sql, side));
            all.add(new Watcher(rest, side));
        }
    }

    void start() {
        all.forEach(Watcher::start);
    }

    void check() {
        all.forEach(Watcher::check);
    }

    /** Before it is published. The sample does not ask how busy anybody is: a stall must not hide what it delays. */
    void await(Correction correction) {
        boolean isOverRest = correction.number() / SIDES % everyOverRest == 0;
        for (Watcher watcher : all) {
            boolean isWatched = isOverRest || !(watcher.surface() instanceof RestBars);
            if (watcher.side() == correction.side() && isWatched) {
                watcher.outstanding().add(correction);
            }
        }
    }

    /** Returns when everything has shown, or does not come any more. */
    void awaitAll(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline
                && all.stream().anyMatch(watcher -> !watcher.outstanding().isEmpty())) {
            check();
            Quiet.pause(Watcher.EVERY);
        }
        all.forEach(Watcher::stop);
        check();
    }

    Map<String, Object> figures(List<Correction> corrections) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(
                "neverShown",
                all.stream()
                        .mapToLong(watcher -> watcher.outstanding().all().size())
                        .sum());
        delays(corrections).forEach((name, delays) -> figures.put(name, delays.toMillis()));
        return figures;
    }

    Map<String, Object> floors() {
        Map<String, Object> floors = new LinkedHashMap<>();
        all.forEach(
                watcher -> floors.put(name(watcher.surface(), watcher.side().label()) + "Question", watcher.floor()));
        return floors;
    }

    Map<String, Object> ratios(List<Correction> corrections) {
        Map<String, Object> ratios = new LinkedHashMap<>();
        delays(corrections)
                .forEach((name, delays) -> ratios.put(
                        name + "P99OfTarget",
                        Math.round(Percentiles.millis(delays.at(99)) / TARGET_MILLIS * 1_000) / 1_000.0));
        return ratios;
    }

    /** By surface and side, and of each surface together; of what has been watched and shown. */
    private Map<String, Percentiles> delays(List<Correction> corrections) {
        Map<String, Percentiles> delays = new LinkedHashMap<>();
        for (String surface : List.of("sql", "rest")) {
            for (Side side : Side.values()) {
                put(delays, name(surface, side.label()), surface, corrections, correction -> correction.side() == side);
            }
            put(delays, name(surface, TOGETHER), surface, corrections, correction -> true);
        }
        return delays;
    }

    private void put(
            Map<String, Percentiles> delays,
            String name,
            String surface,
            List<Correction> corrections,
            Predicate<Correction> wanted) {
        long[] nanos = corrections.stream()
                .filter(wanted)
                .map(correction -> delayNanos(surface, correction))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .toArray();
        if (nanos.length > 0) {
            delays.put(name, Percentiles.of(nanos));
        }
    }

    private OptionalLong delayNanos(String surface, Correction correction) {
        return all.stream()
                .filter(watcher -> watcher.surface().name().equals(surface) && watcher.side() == correction.side())
                .map(watcher -> watcher.outstanding().delayNanos(correction))
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static String name(Surface surface, String side) {
        return name(surface.name(), side);
    }

    /** {@code sqlInFront}. */
    private static String name(String surface, String side) {
        return surface + Character.toUpperCase(side.charAt(0)) + side.substring(1);
    }

    void write(List<Correction> corrections, SampleFolder folder) {
        try (SampleFolder.Csv csv = folder.csv(
                "corrections",
                "number",
                "side",
                "instrument",
                "barStart",
                "tradeAgeSeconds",
                "publishedSeconds",
                "sqlMillis",
                "restMillis")) {
            for (Correction correction : corrections) {
                csv.row(
                        correction.number(),
                        correction.side().label(),
                        correction.event().instrument(),
                        correction.place().start(),
                        (correction.event().receivedAtMicros()
                                        - correction.event().eventTimeMicros())
                                / 1e6,
                        Percentiles.millis(correction.publishedNanos()
                                        - corrections.get(0).publishedNanos())
                                / 1e3,
                        millis(delayNanos("sql", correction)),
                        millis(delayNanos("rest", correction)));
            }
        }
    }

    private static String millis(OptionalLong nanos) {
        return nanos.isPresent() ? Double.toString(Percentiles.millis(nanos.getAsLong())) : "";
    }
}
