package io.tidemark.streaming.candles;

import io.tidemark.market.instrument.InstrumentId;
import java.util.HashMap;
import java.util.Map;

/**
 * What the log says of an instrument (or of a venue, {@code venue:*}) below an offset.
 *
 * @param markMicros largest min(event time, append time)
 * @param latestMicros largest event time
 * @param highestIds largest trade id by id epoch
 */
public record InstrumentHistory(
        InstrumentId instrument, long markMicros, long latestMicros, Map<Integer, Long> highestIds) {
    /** What two parts of the log say together. */
    public InstrumentHistory with(InstrumentHistory other) {
        Map<Integer, Long> ids = new HashMap<>(highestIds);
        other.highestIds.forEach((epoch, id) -> ids.merge(epoch, id, Math::max));
        return new InstrumentHistory(
                instrument, Math.max(markMicros, other.markMicros), Math.max(latestMicros, other.latestMicros), ids);
    }
}
