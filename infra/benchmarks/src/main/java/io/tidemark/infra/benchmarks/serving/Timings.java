package io.tidemark.infra.benchmarks.serving;

import io.tidemark.infra.benchmarks.measure.Percentiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long questions took that were asked in turns. A round asks each of them once, so that the times of one round saw the same
 * machine: a slow minute slows both sides of a ratio.
 */
final class Timings {
    private final Map<String, List<Long>> byQuestion = new LinkedHashMap<>();

    /** The order in which a round asks: each question comes first, second … equally often. */
    static <T> List<T> order(List<T> questions, int round) {
        List<T> turned = new ArrayList<>(questions);
        Collections.rotate(turned, -Math.floorMod(round, questions.size()));
        return List.copyOf(turned);
    }

    /** @param value of the question's next round; a time, or anything of which less is better */
    void add(String question, long value) {
        byQuestion.computeIfAbsent(question, unknown -> new ArrayList<>()).add(value);
    }

    boolean isEmpty() {
        return byQuestion.isEmpty();
    }

    Percentiles of(String question) {
        return Percentiles.of(values(question));
    }

    /**
     * How many times as much one question takes as another: median by median, p99 by p99, and the median of the ratios of the
     * rounds.
     *
     * @throws IllegalStateException when they were not asked equally often
     */
    Map<String, Object> ratio(String question, String other) {
        long[] own = values(question);
        long[] others = values(other);
        if (own.length != others.length) {
            throw new IllegalStateException(question + " was asked " + own.length + " times and " + other + " "
                    + others.length + ": they are no pairs");
        }
        double[] ratios = new double[own.length];
        for (int round = 0; round < own.length; round++) {
            ratios[round] = (double) own[round] / Math.max(1, others[round]);
        }
        Arrays.sort(ratios);
        Percentiles mine = Percentiles.of(own);
        Percentiles theirs = Percentiles.of(others);
        Map<String, Object> ratio = new LinkedHashMap<>();
        ratio.put("p50", hundredths((double) mine.at(50) / Math.max(1, theirs.at(50))));
        ratio.put("p99", hundredths((double) mine.at(99) / Math.max(1, theirs.at(99))));
        ratio.put("medianOfRounds", hundredths(ratios[(ratios.length - 1) / 2]));
        return ratio;
    }

    private long[] values(String question) {
        List<Long> values = byQuestion.getOrDefault(question, List.of());
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private static double hundredths(double ratio) {
        return Math.round(ratio * 100) / 100.0;
    }
}
