package io.tidemark.clickhouse;

import io.tidemark.market.event.Trade;
import java.util.Optional;

/**
 * The state of a trade as the store has it.
 *
 * @param isPresent whether it stands; false after a CANCEL
 * @param eventTimeMicros of the event that states it, µs; of a CANCEL the time that the cancellation carries
 * @param offset log position of that event within its topic epoch and partition
 * @param trade as it stands; absent when it does not, and where only its event was asked for
 */
public record HeadState(
        TradeIdentity identity,
        boolean isPresent,
        long eventTimeMicros,
        int revision,
        int topicEpoch,
        long offset,
        Optional<Trade> trade) {}
