package io.tidemark.feed.load;

import java.math.BigDecimal;

/** A number as a file has it: {@code mantissa × 10^-scale}, exact. Whether the tables can hold it is for the verdict to say. */
record Decimal(long mantissa, int scale) {
    private static final int DIGITS_WITHOUT_OVERFLOW = 18;

    static Decimal parse(String text, String name) throws BadRowException {
        long mantissa = 0;
        int scale = 0;
        boolean fraction = false;
        int start = !text.isEmpty() && text.charAt(0) == '-' ? 1 : 0;
        if (text.length() == start || text.length() - start > DIGITS_WITHOUT_OVERFLOW) {
            return unusual(text, name);
        }
        for (int index = start; index < text.length(); index++) {
            char next = text.charAt(index);
            if (next >= '0' && next <= '9') {
                mantissa = mantissa * 10 + (next - '0');
                scale += fraction ? 1 : 0;
            } else if (next == '.' && !fraction) {
                fraction = true;
            } else {
                return unusual(text, name);
            }
        }
        return new Decimal(start == 0 ? mantissa : -mantissa, scale);
    }

    /** Exponents, blanks, very many digits, or no number at all. */
    private static Decimal unusual(String text, String name) throws BadRowException {
        try {
            BigDecimal value = new BigDecimal(text.trim()).stripTrailingZeros();
            if (value.unscaledValue().bitLength() < Long.SIZE) {
                return new Decimal(value.unscaledValue().longValueExact(), value.scale());
            }
        } catch (NumberFormatException noNumber) {
            throw new BadRowException(name + " must be a number, was '" + text + "'");
        }
        throw new BadRowException(name + " has more digits than 64 bits hold: " + text);
    }

    static long whole(String text, String name) throws BadRowException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw new BadRowException(name + " must be a whole number, was '" + text + "'");
        }
    }
}
