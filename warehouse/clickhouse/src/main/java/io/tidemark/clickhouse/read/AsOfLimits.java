package io.tidemark.clickhouse.read;

/**
 * Between which moments a question about then may lie, µs since the epoch: {@code floor <= at < frontier}.
 *
 * @param floorMicros before it something may have been known that is not kept here; 0 when all is
 * @param frontierMicros from it on something may still land
 */
public record AsOfLimits(long floorMicros, long frontierMicros) {}
