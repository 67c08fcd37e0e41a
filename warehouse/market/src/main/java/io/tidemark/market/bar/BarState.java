package io.tidemark.market.bar;

import io.tidemark.market.number.Int128;
import java.util.Optional;

/**
 * The state of the bar fold: all that is needed to go on folding or to merge. It is what the stores keep.
 *
 * @param open earliest OPEN_CLOSE trade in the total order; @param close the latest
 * @param range of HIGH_LOW trades
 * @param volume unscaled, 8 decimal places; sums are over VOLUME trades
 * @param notional unscaled, 17 decimal places: Σ price × size
 * @param trades number of VOLUME trades
 * @param buyVolume unscaled, 8 places; @param sellVolume likewise
 * @param aggressorTrades VOLUME trades that name their aggressor; 0 means that buy and sell volume are absent
 * @param firstTimeMicros earliest event time of a trade that is eligible for anything; @param lastTimeMicros the latest
 * @param eligibleTrades trades that are eligible for anything; 0 is a bucket without a bar
 */
public record BarState(
        Optional<PricePoint> open,
        Optional<PricePoint> close,
        Optional<PriceRange> range,
        Int128 volume,
        Int128 notional,
        long trades,
        Int128 buyVolume,
        Int128 sellVolume,
        long aggressorTrades,
        long firstTimeMicros,
        long lastTimeMicros,
        long eligibleTrades) {
    static final BarState EMPTY = new BarState(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Int128.ZERO,
            Int128.ZERO,
            0,
            Int128.ZERO,
            Int128.ZERO,
            0,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            0);

    public boolean isEmpty() {
        return eligibleTrades == 0;
    }
}
