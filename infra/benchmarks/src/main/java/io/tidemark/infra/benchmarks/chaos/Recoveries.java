package io.tidemark.infra.benchmarks.chaos;

import io.tidemark.infra.benchmarks.measure.Percentiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many kills there were of each component, and how long until everything answered again. */
final class Recoveries {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, Integer> kills = new TreeMap<>();
    private final Map<String, List<Long>> nanos = new TreeMap<>();
    private int failedUps;

    void killed(String component) {
        kills.merge(component, 1, Integer::sum);
    }

    void recovered(String component, long tookNanos) {
        nanos.computeIfAbsent(component, name -> new ArrayList<>()).add(tookNanos);
    }

    /** An up that did not bring everything up; it is asked again. */
    void upFailed() {
        failedUps++;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kills", kills.values().stream().mapToInt(Integer::intValue).sum());
        json.put("killsByComponent", kills);
        json.put("failedUps", failedUps);
        List<Long> all = nanos.values().stream().flatMap(List::stream).toList();
        if (!all.isEmpty()) {
            json.put("recovery", figure(all));
            Map<String, Object> byComponent = new LinkedHashMap<>();
            nanos.forEach((component, taken) -> byComponent.put(component, figure(taken)));
            json.put("recoveryByComponent", byComponent);
        }
        return json;
    }

    private static Map<String, Object> figure(List<Long> taken) {
        Percentiles percentiles =
                Percentiles.of(taken.stream().mapToLong(Long::longValue).toArray());
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("medianSeconds", percentiles.at(50) / NANOS_PER_SECOND);
        figure.put("maxSeconds", percentiles.at(100) / NANOS_PER_SECOND);
        return figure;
    }
}
