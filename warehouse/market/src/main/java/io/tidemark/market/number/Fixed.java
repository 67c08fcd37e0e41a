package io.tidemark.market.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The fixed-point scales of the contract and the conversions into and out of them.
 *
 * <p>A price is a {@code long} of 10⁻⁹ ({@code priceE9}, below 10⁹), a size a {@code long} of 10⁻⁸ ({@code sizeE8}, below
 * 10¹⁰). Nothing here rounds: what does not fit exactly is an {@link InexactException}.
 */
public final class Fixed {
    public static final int PRICE_SCALE = 9;
    public static final int SIZE_SCALE = 8;
    public static final int VOLUME_SCALE = SIZE_SCALE;
    public static final int NOTIONAL_SCALE = PRICE_SCALE + SIZE_SCALE;
    /** Prices and sizes have at most 18 digits: their unscaled value is below this. */
    public static final long UNSCALED_LIMIT = 1_000_000_000_000_000_000L;

    /**
     * Price × size of one trade stays below 10¹² of the quote currency, here unscaled with 17 places: 10⁹ trades of the largest
     * notional fit one bar's {@code Decimal(38,17)}, which ends at 10²¹. Without this bound about a hundred absurd trades in one
     * bucket overflow it, and the landing would stop at them for ever. (Volume needs none: 10⁹ sizes below 10¹⁰ are 10¹⁹, and
     * {@code Decimal(38,8)} ends at 10³⁰.)
     *
     * <p>Real trades stay far below: the largest closing auctions print some 10¹⁰ dollars; a share of 10⁶ dollars would need a
     * million shares in one trade; a token of 10⁻⁸ dollars is worth 100 at the largest size that there is; an index at 10,000
     * allows 10⁸ units. In dong and rupiah, the cheapest money that venues quote in, it is some 40 million dollars in one fill.
     */
    private static final Int128 TRADE_NOTIONAL_LIMIT = Int128.of(BigInteger.TEN.pow(12 + NOTIONAL_SCALE));

    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        long power = 1;
        for (int exponent = 0; exponent < POWERS_OF_TEN.length; exponent++) {
            POWERS_OF_TEN[exponent] = power;
            power *= 10;
        }
    }

    private Fixed() {}

    /** A value that the wanted scale cannot hold exactly. */
    public static final class InexactException extends ArithmeticException {
        private static final long serialVersionUID = 1L;

        InexactException(String message) {
            super(message);
        }
    }

    /**
     * Moves {@code mantissa × 10^-scale} to {@code wanted} decimal places.
     *
     * @throws InexactException if digits would be lost or the result does not fit 18 digits
     */
    public static long rescale(long mantissa, int scale, int wanted) {
        if (mantissa == 0) {
            return 0;
        }
        int shift = wanted - scale;
        if (shift < -18 || shift > 18) {
            throw inexact(mantissa, scale, wanted);
        }
        long result;
        if (shift >= 0) {
            result = mantissa * POWERS_OF_TEN[shift];
            if (Math.multiplyHigh(mantissa, POWERS_OF_TEN[shift]) != result >> 63) {
                throw inexact(mantissa, scale, wanted);
            }
        } else {
            result = mantissa / POWERS_OF_TEN[-shift];
            if (result * POWERS_OF_TEN[-shift] != mantissa) {
                throw inexact(mantissa, scale, wanted);
            }
        }
        if (result >= UNSCALED_LIMIT || result <= -UNSCALED_LIMIT) {
            throw inexact(mantissa, scale, wanted);
        }
        return result;
    }

    private static InexactException inexact(long mantissa, int scale, int wanted) {
        return new InexactException(
                mantissa + "E" + (-scale) + " does not fit 18 digits with " + wanted + " decimal places exactly");
    }

    public static long priceE9(BigDecimal price) {
        return unscaled(price, PRICE_SCALE);
    }

    public static long sizeE8(BigDecimal size) {
        return unscaled(size, SIZE_SCALE);
    }

    public static long priceE9(String price) {
        return priceE9(new BigDecimal(price));
    }

    public static long sizeE8(String size) {
        return sizeE8(new BigDecimal(size));
    }

    private static long unscaled(BigDecimal value, int scale) {
        BigDecimal stripped = value.stripTrailingZeros();
        // In long and not in plain notation: a text such as 1E2147483647 must neither wrap nor become two billion
        // digits.
        long integerDigits = (long) stripped.precision() - stripped.scale();
        if (stripped.scale() > scale || integerDigits > 18 - scale) {
            throw new InexactException(value + " does not fit Decimal(18," + scale + ") exactly");
        }
        return stripped.setScale(scale, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    public static BigDecimal price(long priceE9) {
        return BigDecimal.valueOf(priceE9, PRICE_SCALE);
    }

    public static BigDecimal size(long sizeE8) {
        return BigDecimal.valueOf(sizeE8, SIZE_SCALE);
    }

    /** Whether price × size is what one trade may be worth: below 10¹² of the quote currency, compared in 128 bits. */
    public static boolean isNotionalOfOneTrade(long priceE9, long sizeE8) {
        return Int128.product(priceE9, sizeE8).compareTo(TRADE_NOTIONAL_LIMIT) < 0;
    }

    /**
     * Volume-weighted average price, notional / volume, 9 decimal places, HALF_EVEN.
     *
     * @param notional unscaled, 17 places; @param volume unscaled, 8 places, not zero
     */
    public static BigDecimal vwap(Int128 notional, Int128 volume) {
        return notional.toDecimal(NOTIONAL_SCALE)
                .divide(volume.toDecimal(VOLUME_SCALE), PRICE_SCALE, RoundingMode.HALF_EVEN);
    }
}
