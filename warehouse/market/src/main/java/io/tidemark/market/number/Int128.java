package io.tidemark.market.number;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A signed 128-bit integer, the carrier of exact sums: {@code high * 2^64 + unsigned(low)}.
 *
 * <p>Arithmetic is exact; what leaves the range throws {@link ArithmeticException}, it never wraps.
 */
public record Int128(long high, long low) implements Comparable<Int128> {
    public static final Int128 ZERO = new Int128(0, 0);

    public static Int128 of(long value) {
        return value == 0 ? ZERO : new Int128(value >> 63, value);
    }

    /** The exact product of two 64-bit integers. */
    public static Int128 product(long left, long right) {
        return new Int128(Math.multiplyHigh(left, right), left * right);
    }

    public static Int128 of(BigInteger value) {
        if (value.bitLength() > 127) {
            throw new ArithmeticException("does not fit 128 bits: " + value);
        }
        return new Int128(value.shiftRight(64).longValue(), value.longValue());
    }

    public Int128 plus(Int128 other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        // Wraps on purpose: the carry may bring a sum of the upper halves back into range, so the sign decides at the
        // end.
        long top = high + other.high + carry;
        if (((high ^ top) & (other.high ^ top)) < 0) {
            throw new ArithmeticException("sum does not fit 128 bits: " + this + " + " + other);
        }
        return new Int128(top, sum);
    }

    public Int128 plus(long value) {
        return plus(of(value));
    }

    public Int128 minus(Int128 other) {
        long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
        // Wraps on purpose, as in plus.
        long top = high - other.high - borrow;
        if (((high ^ other.high) & (high ^ top)) < 0) {
            throw new ArithmeticException("difference does not fit 128 bits: " + this + " - " + other);
        }
        return new Int128(top, low - other.low);
    }

    public Int128 minus(long value) {
        return minus(of(value));
    }

    public boolean isZero() {
        return high == 0 && low == 0;
    }

    /** Whether {@link #low} alone is the value. */
    public boolean isLong() {
        return high == low >> 63;
    }

    public BigInteger toBigInteger() {
        BigInteger lower = BigInteger.valueOf(low);
        if (low < 0) {
            lower = lower.add(BigInteger.ONE.shiftLeft(64));
        }
        return BigInteger.valueOf(high).shiftLeft(64).add(lower);
    }

    /** This unscaled value as a decimal of {@code scale} places. */
    public BigDecimal toDecimal(int scale) {
        return isLong() ? BigDecimal.valueOf(low, scale) : new BigDecimal(toBigInteger(), scale);
    }

    @Override
    public int compareTo(Int128 other) {
        int byHigh = Long.compare(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
