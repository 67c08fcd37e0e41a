package io.tidemark.api.text;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Decimals as text: plain, exact, without trailing zeros, as ClickHouse prints them, so that the API's and SQL's texts are equal.
 */
public final class DecimalText {
    private DecimalText() {}

    /** {@code unscaled × 10^-scale}; the hot path of every price and size. */
    public static String of(long unscaled, int scale) {
        if (unscaled == 0) {
            return "0";
        }
        if (unscaled == Long.MIN_VALUE || scale > 18) {
            return of(BigDecimal.valueOf(unscaled, scale));
        }
        long rest = Math.abs(unscaled);
        int places = scale;
        while (places > 0 && rest % 10 == 0) {
            rest /= 10;
            places--;
        }
        // 19 digits, a point, a zero before it, a sign
        byte[] text = new byte[22 + places];
        int at = text.length;
        for (int place = 0; place < places; place++) {
            text[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (places > 0) {
            text[--at] = '.';
        }
        do {
            text[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (unscaled < 0) {
            text[--at] = '-';
        }
        return ascii(text, at);
    }

    public static String of(BigDecimal value) {
        BigInteger unscaled = value.unscaledValue();
        if (unscaled.bitLength() < 63 && value.scale() >= 0 && value.scale() <= 18) {
            return of(unscaled.longValue(), value.scale());
        }
        if (value.signum() == 0) {
            return "0";
        }
        return value.scale() > 0
                ? ofDigits(unscaled, value.scale())
                : value.stripTrailingZeros().toPlainString();
    }

    /** Zeros are taken away as text: as numbers each would be a division of 128 bits. */
    private static String ofDigits(BigInteger unscaled, int scale) {
        String digits = unscaled.abs().toString();
        int end = digits.length();
        int places = scale;
        while (places > 0 && digits.charAt(end - 1) == '0') {
            end--;
            places--;
        }
        int point = end - places;
        StringBuilder text = new StringBuilder(digits.length() + 3);
        text.append(unscaled.signum() < 0 ? "-" : "");
        if (point <= 0) {
            text.append("0.").append("0".repeat(-point)).append(digits, 0, end);
        } else {
            text.append(digits, 0, point);
            if (places > 0) {
                text.append('.').append(digits, point, end);
            }
        }
        return text.toString();
    }

    @SuppressWarnings("deprecation") // the only constructor that copies ASCII without a decoder
    private static String ascii(byte[] text, int from) {
        return new String(text, 0, from, text.length - from);
    }
}
