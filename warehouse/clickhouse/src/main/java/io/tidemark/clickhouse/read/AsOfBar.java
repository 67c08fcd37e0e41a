package io.tidemark.clickhouse.read;

import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarValues;

/**
 * A bar as it stood at a moment: its values. Status and revision say what came later, so there are none.
 *
 * @param endMicros end of the bucket, exclusive
 * @param knownAtMicros append time of the newest of its trades as they stood
 */
public record AsOfBar(BarKey key, long endMicros, BarValues values, long knownAtMicros) {}
