package io.tidemark.infra.benchmarks.proof;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * A candle in the making, plainly: what is added comes in order. Prices are in 10⁻⁹, sizes and volumes in 10⁻⁸, notional in 10⁻¹⁷;
 * sums are big integers.
 */
final class CandleSum {
    static final int VOLUME = 1;
    static final int HIGH_LOW = 2;
    static final int OPEN_CLOSE = 4;

    private static final int PRICE_SCALE = 9;
    private static final int VOLUME_SCALE = 8;
    private static final int NOTIONAL_SCALE = 17;

    final long startMicros;
    final long endMicros;
    private Optional<BigInteger> open = Optional.empty();
    private Optional<BigInteger> high = Optional.empty();
    private Optional<BigInteger> low = Optional.empty();
    private Optional<BigInteger> close = Optional.empty();
    private BigInteger volume = BigInteger.ZERO;
    private BigInteger notional = BigInteger.ZERO;
    private long trades;
    private Optional<BigInteger> bought = Optional.empty();
    private Optional<BigInteger> sold = Optional.empty();
    private long firstMicros = Long.MAX_VALUE;
    private long lastMicros = Long.MIN_VALUE;

    /** The side of a trade that names its aggressor, or none. */
    enum Side {
        BOUGHT,
        SOLD,
        NEITHER
    }

    CandleSum(long startMicros, long endMicros) {
        this.startMicros = startMicros;
        this.endMicros = endMicros;
    }

    /** @param eligibility at least one of the bits */
    void addTrade(long micros, long priceE9, long sizeE8, Side side, int eligibility) {
        firstMicros = Math.min(firstMicros, micros);
        lastMicros = Math.max(lastMicros, micros);
        BigInteger price = BigInteger.valueOf(priceE9);
        if ((eligibility & OPEN_CLOSE) != 0) {
            open = open.isEmpty() ? Optional.of(price) : open;
            close = Optional.of(price);
        }
        if ((eligibility & HIGH_LOW) != 0) {
            high = Optional.of(high.map(price::max).orElse(price));
            low = Optional.of(low.map(price::min).orElse(price));
        }
        if ((eligibility & VOLUME) != 0) {
            BigInteger size = BigInteger.valueOf(sizeE8);
            trades++;
            volume = volume.add(size);
            notional = notional.add(price.multiply(size));
            if (side != Side.NEITHER) {
                bought = Optional.of(bought.orElse(BigInteger.ZERO).add(side == Side.BOUGHT ? size : BigInteger.ZERO));
                sold = Optional.of(sold.orElse(BigInteger.ZERO).add(side == Side.SOLD ? size : BigInteger.ZERO));
            }
        }
    }

    /** The values of a stored candle. Unscaled, in this class's units. */
    record Part(
            Optional<BigInteger> open,
            Optional<BigInteger> high,
            Optional<BigInteger> low,
            Optional<BigInteger> close,
            BigInteger volume,
            BigInteger notional,
            long trades,
            Optional<BigInteger> bought,
            Optional<BigInteger> sold,
            long firstMicros,
            long lastMicros) {}

    void addPart(Part part) {
        open = open.or(part::open);
        close = part.close().or(() -> close);
        part.high().ifPresent(value -> high = Optional.of(high.map(value::max).orElse(value)));
        part.low().ifPresent(value -> low = Optional.of(low.map(value::min).orElse(value)));
        volume = volume.add(part.volume());
        notional = notional.add(part.notional());
        trades += part.trades();
        part.bought()
                .ifPresent(value ->
                        bought = Optional.of(bought.orElse(BigInteger.ZERO).add(value)));
        part.sold()
                .ifPresent(
                        value -> sold = Optional.of(sold.orElse(BigInteger.ZERO).add(value)));
        firstMicros = Math.min(firstMicros, part.firstMicros());
        lastMicros = Math.max(lastMicros, part.lastMicros());
    }

    Candle candle() {
        return Candle.of(
                startMicros,
                List.of(
                        Long.toString(endMicros),
                        text(open, PRICE_SCALE),
                        text(high, PRICE_SCALE),
                        text(low, PRICE_SCALE),
                        text(close, PRICE_SCALE),
                        text(Optional.of(volume), VOLUME_SCALE),
                        text(Optional.of(notional), NOTIONAL_SCALE),
                        vwap(),
                        Long.toString(trades),
                        text(bought, VOLUME_SCALE),
                        text(sold, VOLUME_SCALE),
                        Long.toString(firstMicros),
                        Long.toString(lastMicros)));
    }

    private String vwap() {
        return volume.signum() == 0
                ? ""
                : Candle.decimal(new BigDecimal(notional, NOTIONAL_SCALE)
                        .divide(new BigDecimal(volume, VOLUME_SCALE), PRICE_SCALE, RoundingMode.HALF_EVEN));
    }

    private static String text(Optional<BigInteger> unscaled, int scale) {
        return unscaled.map(value -> Candle.decimal(new BigDecimal(value, scale)))
                .orElse("");
    }
}
