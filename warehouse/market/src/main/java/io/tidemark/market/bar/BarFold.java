package io.tidemark.market.bar;

import io.tidemark.market.event.Trade;
import java.util.Optional;

/**
 * The one definition of a bar: a fold over the final trades of a bucket that commutes and has {@link #merge}, so that neither
 * the order of arrival nor the way the trades are cut into pieces changes a value.
 *
 * <p>Open and close follow the total order of OPEN_CLOSE trades, high and low are of HIGH_LOW trades, sums and count of VOLUME
 * trades.
 */
public final class BarFold {
    /** Goes up when the meaning of a stored bar changes: part of a bar's version. */
    public static final int VERSION = 1;

    private BarFold() {}

    public static BarState empty() {
        return BarState.EMPTY;
    }

    public static BarState update(BarState state, Trade trade) {
        BarAccumulator accumulator = new BarAccumulator(state);
        accumulator.add(trade);
        return accumulator.state();
    }

    public static BarState merge(BarState left, BarState right) {
        if (left.isEmpty()) {
            return right;
        }
        if (right.isEmpty()) {
            return left;
        }
        BarAccumulator accumulator = new BarAccumulator(left);
        accumulator.add(right);
        return accumulator.state();
    }

    /** The bar's values; absent for a bucket without eligible trades. */
    public static Optional<BarValues> value(BarState state) {
        return state.isEmpty() ? Optional.empty() : Optional.of(BarValues.of(state));
    }

    /** Bars need no warm-up. */
    public static int warmup() {
        return 0;
    }
}
