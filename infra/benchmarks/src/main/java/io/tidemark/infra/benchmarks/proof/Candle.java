package io.tidemark.infra.benchmarks.proof;

import java.math.BigDecimal;
import java.util.List;

/**
 * A candle as text, so that surfaces of any kind compare: decimals without trailing zeros, times as µs since the epoch, absent
 * values empty. One text and not one for each value: a million candles fit into memory.
 *
 * @param line its values in the order of {@link #NAMES}, with tabs between them
 */
record Candle(long startMicros, String line) {
    static final List<String> NAMES = List.of(
            "end",
            "open",
            "high",
            "low",
            "close",
            "volume",
            "notional",
            "vwap",
            "trades",
            "buy_volume",
            "sell_volume",
            "first_time",
            "last_time");

    private static final String BETWEEN = "\t";

    /** @param values in the order of {@link #NAMES} */
    static Candle of(long startMicros, List<String> values) {
        if (values.size() != NAMES.size()) {
            throw new IllegalArgumentException("a candle has " + NAMES.size() + " values, were " + values);
        }
        return new Candle(startMicros, String.join(BETWEEN, values));
    }

    List<String> values() {
        return List.of(line.split(BETWEEN, -1));
    }

    /** 1.50 and 1.5 are one value. */
    static String decimal(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    /** As the other one; what is written plainly, as nearly all is, need not become a number for that. */
    static String decimal(String text) {
        if (text.isEmpty()) {
            return "";
        }
        if (!isPlain(text)) {
            return decimal(new BigDecimal(text));
        }
        int end = text.length();
        if (text.indexOf('.') < 0) {
            return text;
        }
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    /** Digits with at most one point among them, and no zero in front that could be left out. */
    private static boolean isPlain(String text) {
        int points = 0;
        for (int place = 0; place < text.length(); place++) {
            char letter = text.charAt(place);
            points += letter == '.' ? 1 : 0;
            if ((letter < '0' || letter > '9') && letter != '.') {
                return false;
            }
        }
        boolean hasWhole = text.charAt(0) != '.' && text.charAt(text.length() - 1) != '.';
        boolean hasIdleZero = text.length() > 1 && text.charAt(0) == '0' && text.charAt(1) != '.';
        return points <= 1 && hasWhole && !hasIdleZero;
    }
}
