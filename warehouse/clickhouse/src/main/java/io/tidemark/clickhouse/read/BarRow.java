package io.tidemark.clickhouse.read;

import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarValues;

/**
 * A bar as it is served.
 *
 * @param endMicros end of the bucket, exclusive
 * @param revision how many events changed it after it had closed
 * @param knownTo the offset of the instrument's partition up to which every event was considered
 * @param knownAtMicros append time of the last event that changed it
 * @param quality flags as bits; 0 is clean
 */
public record BarRow(
        BarKey key,
        long endMicros,
        BarValues values,
        BarStatus status,
        int revision,
        long knownTo,
        long knownAtMicros,
        int quality) {}
