package io.tidemark.infra.benchmarks.proof;

import java.math.BigDecimal;
import java.util.List;

/**
 * A candle as text, so that surfaces of any kind compare: decimals without trailing zeros, times as µs since the epoch, absent
 * values empty.
 *
 * @param values in the order of {@link #NAMES}
 */
record Candle(long startMicros, List<String> values) {
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

    Candle {
        values = List.copyOf(values);
        if (values.size() != NAMES.size()) {
            throw new IllegalArgumentException("a candle has " + NAMES.size() + " values, were " + values);
        }
    }

    /** 1.50 and 1.5 are one value. */
    static String decimal(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    static String decimal(String text) {
        return text.isEmpty() ? "" : decimal(new BigDecimal(text));
    }
}
