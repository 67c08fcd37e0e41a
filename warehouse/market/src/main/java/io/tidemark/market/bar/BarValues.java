package io.tidemark.market.bar;

import io.tidemark.market.number.Fixed;
import io.tidemark.market.number.Int128;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a bar says; two bars are equal when these are. Prices have 9 decimal places, volumes 8, notional 17; times are µs.
 *
 * @param vwap notional / volume, HALF_EVEN; absent without volume
 * @param buyVolume absent where no trade of the bar names its aggressor
 */
public record BarValues(
        Optional<BigDecimal> open,
        Optional<BigDecimal> high,
        Optional<BigDecimal> low,
        Optional<BigDecimal> close,
        BigDecimal volume,
        BigDecimal notional,
        Optional<BigDecimal> vwap,
        long trades,
        Optional<BigDecimal> buyVolume,
        Optional<BigDecimal> sellVolume,
        long firstTimeMicros,
        long lastTimeMicros) {
    static BarValues of(BarState state) {
        boolean sided = state.aggressorTrades() > 0;
        return new BarValues(
                state.open().map(point -> Fixed.price(point.priceE9())),
                state.range().map(range -> Fixed.price(range.highE9())),
                state.range().map(range -> Fixed.price(range.lowE9())),
                state.close().map(point -> Fixed.price(point.priceE9())),
                volume(state.volume()),
                state.notional().toDecimal(Fixed.NOTIONAL_SCALE),
                state.volume().isZero() ? Optional.empty() : Optional.of(Fixed.vwap(state.notional(), state.volume())),
                state.trades(),
                sided ? Optional.of(volume(state.buyVolume())) : Optional.empty(),
                sided ? Optional.of(volume(state.sellVolume())) : Optional.empty(),
                state.firstTimeMicros(),
                state.lastTimeMicros());
    }

    private static BigDecimal volume(Int128 unscaled) {
        return unscaled.toDecimal(Fixed.VOLUME_SCALE);
    }
}
