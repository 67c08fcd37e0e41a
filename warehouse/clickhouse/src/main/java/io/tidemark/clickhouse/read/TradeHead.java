package io.tidemark.clickhouse.read;

/**
 * Which event is the state of a trade, a cancelled one included.
 *
 * @param offset of the event in its partition; @param knownAtMicros its append time, µs
 */
public record TradeHead(int revision, long offset, long knownAtMicros) {}
