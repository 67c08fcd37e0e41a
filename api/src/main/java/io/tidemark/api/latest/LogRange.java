package io.tidemark.api.latest;

import io.tidemark.clickhouse.read.InstrumentHistory;
import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Map;
import java.util.Optional;

/**
 * From where on a partition is read, and what that makes certain.
 *
 * @param allSeenFromMicros every event with an event time from here on is in the range: what was appended earlier is older, as no
 *     event is accepted that lies further after its append time than the verdict's bound
 * @param before what trades the store holds from before the range, by instrument
 */
record LogRange(int partition, long allSeenFromMicros, Map<String, InstrumentHistory> before) {
    /** How far a valid event's time may lie after its append time: the bound of the verdict {@code future}. */
    private static final long FUTURE_BOUND_MICROS = 60_000_000L;
    /** Append times may step back a little where leadership of a partition moves. */
    private static final long CLOCK_STEP_MICROS = 1_000_000L;

    static LogRange from(int partition, long firstAppendMicros, Map<String, InstrumentHistory> before) {
        return new LogRange(partition, firstAppendMicros + FUTURE_BOUND_MICROS + CLOCK_STEP_MICROS, before);
    }

    static LogRange wholeLife(int partition) {
        return new LogRange(partition, Long.MIN_VALUE, Map.of());
    }

    TradeKey highestBefore(InstrumentId instrument) {
        return history(instrument)
                .map(history -> new TradeKey(history.highestIdEpoch(), history.highestTradeId()))
                .orElse(TradeKey.NONE);
    }

    /** Every trade of the instrument at or above it is in the range. */
    OrderKey floor(InstrumentId instrument) {
        return history(instrument)
                .map(history -> new OrderKey(history.latestMicros() + 1, 0, 0, 0))
                .orElse(RecentTrades.BEGINNING);
    }

    /** How far the instrument's own trades had brought its clock before the range. */
    long markBefore(InstrumentId instrument) {
        return history(instrument).map(InstrumentHistory::markMicros).orElse(Long.MIN_VALUE);
    }

    private Optional<InstrumentHistory> history(InstrumentId instrument) {
        return Optional.ofNullable(before.get(instrument.toString()));
    }
}
