package io.tidemark.api.latest;

import io.tidemark.clickhouse.read.InstrumentHistory;
import java.util.Map;

/**
 * Where a partition begins to be read.
 *
 * @param isWholeLife whether nothing came before it, in this life of the topic or an earlier one
 * @param before what the store holds from before it; of trades only
 */
record LogStart(long offset, boolean isWholeLife, Map<String, InstrumentHistory> before) {
    static final LogStart UNKNOWN = new LogStart(0, false, Map.of());
}
