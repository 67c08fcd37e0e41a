package io.tidemark.batch.publish;

import io.tidemark.clickhouse.Reconciliations.Finding;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a run found, counted. Not thread-safe. */
public final class Findings {
    private static final String EQUAL = "equal";
    private static final int MOST_EXAMPLES = 20;

    private record Place(BarInterval interval, LocalDate day, String cause) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byInterval = interval.compareTo(other.interval);
            int byDay = byInterval != 0 ? byInterval : day.compareTo(other.day);
            return byDay != 0 ? byDay : cause.compareTo(other.cause);
        }
    }

    private final Map<Place, Long> counts = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();
    private long bars;
    private long published;

    /** Counts one bucket. */
    void add(LocalDate day, BarInterval interval, Judgement judgement, Optional<Bar> built, Optional<Bar> served) {
        bars++;
        published += judgement.publish().isPresent() ? 1 : 0;
        String cause = judgement.cause().map(Cause::label).orElse(EQUAL);
        counts.merge(new Place(interval, day, cause), 1L, Long::sum);
        if (judgement.cause().map(Cause::isDefect).orElse(false) && examples.size() < MOST_EXAMPLES) {
            examples.add(example(cause, interval, built, served));
        }
    }

    private static String example(String cause, BarInterval interval, Optional<Bar> built, Optional<Bar> served) {
        Bar any = built.or(() -> served).orElseThrow();
        Instant start = Instant.EPOCH.plusSeconds(Math.floorDiv(any.key().startMicros(), 1_000_000L));
        return cause + ": " + any.key().instrument() + " " + interval.label() + " " + start + " is served as "
                + words(served) + ", the lake says " + words(built);
    }

    private static String words(Optional<Bar> bar) {
        return bar.map(some -> {
                    BarVersion version = some.version();
                    return some.state().trades() + " trades, volume "
                            + some.state().volume() + "e-8 (" + version.status()
                            + " " + version.layer() + ", known to " + version.topicEpoch() + "/" + version.knownTo()
                            + ")";
                })
                .orElse("nothing");
    }

    /** Buckets that were compared. */
    public long bars() {
        return bars;
    }

    /** Bars that were written. */
    public long published() {
        return published;
    }

    /** Buckets that differed, by cause. */
    public Map<String, Long> differences() {
        Map<String, Long> byCause = new TreeMap<>();
        counts.forEach((place, count) -> {
            if (!place.cause().equals(EQUAL)) {
                byCause.merge(place.cause(), count, Long::sum);
            }
        });
        return byCause;
    }

    /** The first defects, in words. */
    public List<String> examples() {
        return List.copyOf(examples);
    }

    /** As metrics. */
    public List<Finding> rows() {
        return counts.entrySet().stream()
                .map(entry -> new Finding(
                        entry.getKey().interval(),
                        entry.getKey().day(),
                        entry.getKey().cause(),
                        entry.getValue()))
                .toList();
    }
}
