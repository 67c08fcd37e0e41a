package io.tidemark.market.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0E-400, 0",
        "0E+400, 0",
        "167.42, 167420000000",
        "0.000000001, 1",
        "999999999.999999999, 999999999999999999",
        "1.5000000000000, 1500000000",
        "1E+8, 100000000000000000",
        "-1.5, -1500000000",
    })
    void priceThatFitsIsExact(String text, long expected) {
        assertThat(Fixed.priceE9(text)).isEqualTo(expected);
        assertThat(Fixed.price(expected)).isEqualByComparingTo(text);
        assertThat(Fixed.price(expected).scale()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0000000001", "1000000000", "1E9", "123456789.1234567891", "1E18", "1E-10", "-1E9"})
    void priceThatDoesNotFitIsRefusedAndNotRounded(String text) {
        assertThatThrownBy(() -> Fixed.priceE9(text))
                .isInstanceOf(Fixed.InexactException.class)
                .hasMessageContaining("does not fit Decimal(18,9) exactly");
    }

    /** Printed plainly these are two billion digits, and in 32 bits the digit count of the third wraps. */
    @ParameterizedTest
    @ValueSource(strings = {"1E999999999", "1E-999999999", "1E2147483647", "7E-2147483647"})
    void absurdExponentIsRefusedWithAShortMessage(String text) {
        assertThatThrownBy(() -> Fixed.priceE9(text))
                .isInstanceOf(Fixed.InexactException.class)
                .message()
                .hasSizeLessThan(100);
    }

    @ParameterizedTest
    @CsvSource({"0.00000001, 1", "9999999999.99999999, 999999999999999999", "100, 10000000000"})
    void sizeThatFitsIsExact(String text, long expected) {
        assertThat(Fixed.sizeE8(text)).isEqualTo(expected);
        assertThat(Fixed.size(expected)).isEqualByComparingTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.000000001", "10000000000"})
    void sizeThatDoesNotFitIsRefused(String text) {
        assertThatThrownBy(() -> Fixed.sizeE8(text)).isInstanceOf(Fixed.InexactException.class);
    }

    @ParameterizedTest
    @CsvSource({
        // 10^29 - 1 is 9 x 3191 x 16763 x 43037 x 62003 x 77843839397: the largest that is allowed, to the last digit.
        "43438964167189719, 2302080676121, true",
        "2302080676121, 43438964167189719, true",
        "100000000000000000, 1000000000000, false",
        "1000000000000, 100000000000000000, false",
        "999999999999999999, 999999999999999999, false",
        "1, 999999999999999999, true",
        "0, 0, true",
    })
    void oneTradesNotionalEndsAtATrillion(long priceE9, long sizeE8, boolean expected) {
        assertThat(Fixed.isNotionalOfOneTrade(priceE9, sizeE8)).isEqualTo(expected);
    }

    /** What the bound is for: the contract's Decimal(38,17) and Decimal(38,8) have 38 digits. */
    @Test
    void billionOfTheLargestTradesFitOneBar() {
        BigInteger billion = BigInteger.TEN.pow(9);
        BigInteger largestNotional = BigInteger.TEN.pow(29).subtract(BigInteger.ONE);
        BigInteger largestSize = BigInteger.valueOf(Fixed.UNSCALED_LIMIT - 1);
        assertThat(largestNotional.multiply(billion)).isLessThan(BigInteger.TEN.pow(38));
        assertThat(largestSize.multiply(billion)).isLessThan(BigInteger.TEN.pow(38));
    }

    @Test
    void rescalingAgreesWithBigDecimal() {
        Random random = new Random(17);
        BigDecimal limit = BigDecimal.valueOf(Fixed.UNSCALED_LIMIT);
        for (int i = 0; i < 200_000; i++) {
            long mantissa = random.nextLong() >> random.nextInt(64);
            if (random.nextBoolean()) {
                mantissa = mantissa / 1_000_000 * 1_000_000;
            }
            int scale = random.nextInt(50) - 20;
            int wanted = random.nextBoolean() ? 9 : 8;
            BigDecimal exact = BigDecimal.valueOf(mantissa, scale).scaleByPowerOfTen(wanted);
            boolean fits =
                    exact.stripTrailingZeros().scale() <= 0 && exact.abs().compareTo(limit) < 0;
            long given = mantissa;
            if (fits) {
                assertThat(Fixed.rescale(given, scale, wanted)).isEqualTo(exact.longValueExact());
            } else {
                assertThatThrownBy(() -> Fixed.rescale(given, scale, wanted))
                        .isInstanceOf(Fixed.InexactException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1_000, 1_000, Integer.MAX_VALUE})
    void rescalingFromAnAbsurdScaleIsRefused(int scale) {
        assertThatThrownBy(() -> Fixed.rescale(1, scale, 9)).isInstanceOf(Fixed.InexactException.class);
        assertThat(Fixed.rescale(0, scale, 9)).isZero();
    }

    /** Ties worked out by hand: with volume 2 the tenth place is a 5 when the notional's last digit is odd. */
    @ParameterizedTest
    @CsvSource({
        "0.000000001, 2, 0.000000000",
        "0.000000003, 2, 0.000000002",
        "0.000000005, 2, 0.000000002",
        "0.000000007, 2, 0.000000004",
        "0.00000000100000001, 2, 0.000000001",
        "1, 3, 0.333333333",
        "2, 3, 0.666666667",
        "167.42, 1, 167.420000000",
    })
    void vwapRoundsHalfToEven(BigDecimal notional, BigDecimal volume, BigDecimal expected) {
        assertThat(vwap(notional, volume)).isEqualTo(expected);
    }

    @Test
    void vwapAgreesWithDecimalArithmeticOfUnlimitedPrecision() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            Int128 notional = Int128.of(new BigInteger(120, random));
            Int128 volume = Int128.of(1 + (random.nextLong() >>> 2));
            BigDecimal[] parts = notional.toDecimal(8).divideAndRemainder(volume.toDecimal(8), MathContext.UNLIMITED);
            BigDecimal error = Fixed.vwap(notional, volume)
                    .scaleByPowerOfTen(9)
                    .subtract(parts[0])
                    .multiply(volume.toDecimal(8))
                    .subtract(parts[1])
                    .abs();
            assertThat(error.multiply(BigDecimal.valueOf(2))).isLessThanOrEqualTo(volume.toDecimal(8));
        }
    }

    private static BigDecimal vwap(BigDecimal notional, BigDecimal volume) {
        return Fixed.vwap(
                Int128.of(notional.setScale(17).unscaledValue()),
                Int128.of(volume.setScale(8).unscaledValue()));
    }
}
