package io.tidemark.market.reference;

import io.tidemark.market.bar.BarValues;

/**
 * A bar as the reference sees it.
 *
 * @param interval label, such as {@code 5m}
 * @param startMicros inclusive, µs since the epoch; @param endMicros exclusive
 */
public record ReferenceBar(String interval, long startMicros, long endMicros, BarValues values) {}
