package io.tidemark.market.event;

import io.tidemark.market.instrument.InstrumentId;
import java.util.Comparator;

/**
 * The final state of a trade that was not cancelled: what folds read. Units as in {@link TradeEvent}.
 *
 * @param sequence the venue's, or {@link TradeEvent#ABSENT}
 */
public record Trade(
        InstrumentId instrument,
        int idEpoch,
        long tradeId,
        long sequence,
        long eventTimeMicros,
        long priceE9,
        long sizeE8,
        Aggressor aggressor,
        int eligibility) {
    /** The total order of one instrument's trades; never the order of arrival. */
    public static final Comparator<Trade> ORDER = Comparator.comparingLong(Trade::eventTimeMicros)
            .thenComparingLong(Trade::orderSequence)
            .thenComparingInt(Trade::idEpoch)
            .thenComparingLong(Trade::tradeId);

    /** The sequence as the order sees it: 0 where the venue has none. */
    public long orderSequence() {
        return Math.max(sequence, 0);
    }

    public boolean isEligibleFor(int eligible) {
        return (eligibility & eligible) != 0;
    }
}
