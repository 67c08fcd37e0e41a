package io.tidemark.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 9, 0",
        "1, 9, 0.000000001",
        "-1, 9, -0.000000001",
        "1000000000, 9, 1",
        "84312550000000, 9, 84312.55",
        "999999999999999999, 9, 999999999.999999999",
        "100000000, 8, 1",
        "-9223372036854775808, 9, -9223372036.854775808",
        "10, 0, 10"
    })
    void zerosAtTheEndAreLeftOut(long unscaled, int scale, String text) {
        assertThat(DecimalText.of(unscaled, scale)).isEqualTo(text);
    }

    @Test
    void largeSumsArePlain() {
        assertThat(DecimalText.of(new BigDecimal("123456789012345678901.23000000000000000")))
                .isEqualTo("123456789012345678901.23");
        assertThat(DecimalText.of(new BigDecimal("0.00000000000000000"))).isEqualTo("0");
        assertThat(DecimalText.of(new BigDecimal("100000000000000000000"))).isEqualTo("100000000000000000000");
    }

    /** Of 128 bits and more, with and without zeros at the end, above and below 1. */
    @Test
    void everyTextOfALargeSumIsTheExactValue() {
        Random random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            BigInteger unscaled = new BigInteger(1 + random.nextInt(140), random)
                    .multiply(BigInteger.TEN.pow(random.nextInt(12)))
                    .multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1));
            BigDecimal value = new BigDecimal(unscaled, random.nextInt(45) - 3);
            assertThat(DecimalText.of(value))
                    .isEqualTo(
                            value.signum() == 0
                                    ? "0"
                                    : value.stripTrailingZeros().toPlainString());
        }
    }

    @Test
    void everyTextIsTheExactValue() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            long unscaled = random.nextLong() >> random.nextInt(64);
            int scale = random.nextInt(19);
            BigDecimal value = BigDecimal.valueOf(unscaled, scale);
            assertThat(DecimalText.of(unscaled, scale))
                    .isEqualTo(
                            value.signum() == 0
                                    ? "0"
                                    : value.stripTrailingZeros().toPlainString())
                    .isEqualTo(DecimalText.of(value));
        }
    }
}
