package io.tidemark.clickhouse.read;

/**
 * What the store holds of one instrument's (or venue's) trades below an offset of its partition.
 *
 * @param instrument its id; {@code venue:*} for the venue's heartbeats
 * @param highestIdEpoch epoch of the highest trade identity; @param highestTradeId that identity's id
 * @param markMicros the largest min(event time, append time), µs
 * @param latestMicros the latest event time, µs
 */
public record InstrumentHistory(
        String instrument, int highestIdEpoch, long highestTradeId, long markMicros, long latestMicros) {}
