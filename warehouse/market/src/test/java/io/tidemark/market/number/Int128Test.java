package io.tidemark.market.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Int128Test {
    private static final BigInteger MAX = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
    private static final BigInteger MIN = BigInteger.ONE.shiftLeft(127).negate();

    private final Random random = new Random(20261121);

    @Test
    void sumsProductsAndOrderAgreeWithBigInteger() {
        for (int i = 0; i < 100_000; i++) {
            BigInteger left = anyValue();
            BigInteger right = anyValue();
            assertThat(Int128.of(left).toBigInteger()).isEqualTo(left);
            assertThat(Int128.of(left).compareTo(Int128.of(right))).isEqualTo(left.compareTo(right));
            assertThat(Int128.of(left)).hasToString(left.toString());
            BigInteger sum = left.add(right);
            if (sum.bitLength() <= 127) {
                assertThat(Int128.of(left).plus(Int128.of(right)).toBigInteger())
                        .isEqualTo(sum);
            } else {
                assertThatThrownBy(() -> Int128.of(left).plus(Int128.of(right)))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessageContaining(left.toString());
            }
            BigInteger difference = left.subtract(right);
            if (difference.bitLength() <= 127) {
                assertThat(Int128.of(left).minus(Int128.of(right)).toBigInteger())
                        .isEqualTo(difference);
            } else {
                assertThatThrownBy(() -> Int128.of(left).minus(Int128.of(right)))
                        .isInstanceOf(ArithmeticException.class);
            }
            long x = random.nextLong() >> random.nextInt(64);
            long y = random.nextLong() >> random.nextInt(64);
            assertThat(Int128.product(x, y).toBigInteger())
                    .isEqualTo(BigInteger.valueOf(x).multiply(BigInteger.valueOf(y)));
            assertThat(Int128.of(x).plus(y).toBigInteger())
                    .isEqualTo(BigInteger.valueOf(x).add(BigInteger.valueOf(y)));
        }
    }

    /** Values near the edges of 64 and 128 bits are as likely as small ones. */
    private BigInteger anyValue() {
        BigInteger edge = new BigInteger[] {
                    BigInteger.ZERO, MAX, MIN, BigInteger.ONE.shiftLeft(64), BigInteger.ONE.shiftLeft(63)
                }
                [random.nextInt(5)];
        BigInteger value = edge.add(BigInteger.valueOf(random.nextInt(7) - 3));
        BigInteger wide = new BigInteger(random.nextInt(128), random);
        return random.nextBoolean() || value.bitLength() > 127 ? (random.nextBoolean() ? wide : wide.negate()) : value;
    }

    @Test
    void sumAtTheLowerEdgeIsExactBecauseTheCarryBringsItBack() {
        BigInteger minusOne = BigInteger.ONE.negate();
        BigInteger nextToMin = MIN.add(BigInteger.ONE);
        assertThat(Int128.of(nextToMin).plus(Int128.of(minusOne)).toBigInteger())
                .isEqualTo(MIN);
    }

    @Test
    void leavingTheRangeThrowsAndNeverWraps() {
        assertThatThrownBy(() -> Int128.of(MAX).plus(1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Int128.of(MIN).plus(-1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Int128.of(MIN).minus(1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Int128.of(MAX).minus(-1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Int128.of(MAX.add(BigInteger.ONE))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void isLongExactlyWhereItsLowerHalfIsTheValue() {
        for (long value : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(Int128.of(value).isLong()).isTrue();
            assertThat(Int128.of(value).toDecimal(9)).isEqualTo(BigDecimal.valueOf(value, 9));
        }
        Int128 above = Int128.of(Long.MAX_VALUE).plus(1);
        Int128 below = Int128.of(Long.MIN_VALUE).plus(-1);
        assertThat(above.isLong()).isFalse();
        assertThat(below.isLong()).isFalse();
        assertThat(above.toDecimal(9)).isEqualTo(new BigDecimal(above.toBigInteger(), 9));
        assertThat(below.toDecimal(9)).isEqualTo(new BigDecimal(below.toBigInteger(), 9));
    }

    @Test
    void zeroIsZeroAndDecimalsKeepTheScale() {
        assertThat(Int128.of(0).isZero()).isTrue();
        assertThat(Int128.of(-1).isZero()).isFalse();
        assertThat(Int128.of(1L << 63).plus(Int128.of(1L << 63)).isZero()).isFalse();
        assertThat(Int128.of(-1_234).toDecimal(8)).isEqualTo(new BigDecimal("-0.00001234"));
    }
}
