package io.tidemark.wire;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.bar.PriceRange;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.number.Int128;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A bar as the topic {@code bars} tells it: its values and version, without the fold's state. Times are µs, prices 10⁻⁹, volumes
 * unscaled with 8 places, notional with 17.
 *
 * @param firstTimeMicros absent for a bucket that became empty
 * @param buyVolume absent where no trade names its aggressor
 */
public record BarMessage(
        InstrumentId instrument,
        BarInterval interval,
        long startMicros,
        long endMicros,
        OptionalLong openE9,
        OptionalLong highE9,
        OptionalLong lowE9,
        OptionalLong closeE9,
        Int128 volume,
        Int128 notional,
        long trades,
        Optional<Int128> buyVolume,
        Optional<Int128> sellVolume,
        OptionalLong firstTimeMicros,
        OptionalLong lastTimeMicros,
        BarVersion version,
        int quality) {
    public static BarMessage of(Bar bar) {
        BarState state = bar.state();
        InstrumentId instrument = bar.key().instrument();
        BarInterval interval = bar.key().interval();
        long start = bar.key().startMicros();
        boolean sided = state.aggressorTrades() > 0;
        return new BarMessage(
                instrument,
                interval,
                start,
                interval.endMicros(start, Instruments.calendarOf(instrument.venue())),
                state.open().map(open -> OptionalLong.of(open.priceE9())).orElseGet(OptionalLong::empty),
                high(state.range()),
                low(state.range()),
                state.close().map(close -> OptionalLong.of(close.priceE9())).orElseGet(OptionalLong::empty),
                state.volume(),
                state.notional(),
                state.trades(),
                sided ? Optional.of(state.buyVolume()) : Optional.empty(),
                sided ? Optional.of(state.sellVolume()) : Optional.empty(),
                state.isEmpty() ? OptionalLong.empty() : OptionalLong.of(state.firstTimeMicros()),
                state.isEmpty() ? OptionalLong.empty() : OptionalLong.of(state.lastTimeMicros()),
                bar.version(),
                bar.quality());
    }

    private static OptionalLong high(Optional<PriceRange> range) {
        return range.isPresent() ? OptionalLong.of(range.get().highE9()) : OptionalLong.empty();
    }

    private static OptionalLong low(Optional<PriceRange> range) {
        return range.isPresent() ? OptionalLong.of(range.get().lowE9()) : OptionalLong.empty();
    }
}
