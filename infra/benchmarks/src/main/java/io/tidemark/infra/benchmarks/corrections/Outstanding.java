package io.tidemark.infra.benchmarks.corrections;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The corrections that a surface has not shown yet. Each new one has a price above all before it, so a bar whose high has reached
 * the price of a correction shows that correction, or a later one, which has landed after it. Thread-safe.
 */
final class Outstanding {
    private final Map<Place, List<Correction>> waiting = new HashMap<>();
    private final Map<Integer, Long> delayNanos = new HashMap<>();
    private long lastPriceE9;

    /** Before it is published: nobody may see it sooner. */
    synchronized void add(Correction correction) {
        if (correction.event().priceE9() <= lastPriceE9) {
            throw new IllegalArgumentException("a correction's price must be above that of the one before, "
                    + lastPriceE9 + ", was " + correction.event().priceE9());
        }
        lastPriceE9 = correction.event().priceE9();
        waiting.computeIfAbsent(correction.place(), unknown -> new ArrayList<>())
                .add(correction);
    }

    /** Bars that are still to show something. */
    synchronized Set<Place> places() {
        return Set.copyOf(waiting.keySet());
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Everything that has not shown. */
    synchronized List<Correction> all() {
        return waiting.values().stream().flatMap(List::stream).toList();
    }

    /** An answer that was complete at {@code atNanos} has shown this high of a bar. */
    synchronized void saw(Place place, long highE9, long atNanos) {
        List<Correction> here = waiting.getOrDefault(place, List.of());
        for (Iterator<Correction> each = here.iterator(); each.hasNext(); ) {
            Correction correction = each.next();
            if (correction.event().priceE9() <= highE9) {
                delayNanos.put(correction.number(), atNanos - correction.publishedNanos());
                each.remove();
            }
        }
        if (here.isEmpty()) {
            waiting.remove(place);
        }
    }

    /** From published until shown; absent when it has not been, or was not waited for here. */
    synchronized OptionalLong delayNanos(Correction correction) {
        Long delay = delayNanos.get(correction.number());
        return delay == null ? OptionalLong.empty() : OptionalLong.of(delay);
    }
}
