package io.tidemark.clickhouse;

/**
 * The state of a trade as the store has it.
 *
 * @param isPresent whether it stands; false after a CANCEL
 * @param eventTimeMicros of the event that states it, µs; of a CANCEL the time that the cancellation carries
 * @param offset log position of that event within its topic epoch and partition
 */
public record HeadState(
        TradeIdentity identity, boolean isPresent, long eventTimeMicros, int revision, int topicEpoch, long offset) {}
