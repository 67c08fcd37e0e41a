package io.tidemark.infra.benchmarks.serving;

import io.tidemark.infra.benchmarks.instance.DayLoad;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * One way to ask for every one-minute bar of a day of all simulated instruments.
 *
 * @param source what stands behind FROM; @param vwap the expression of that column
 */
record DayQuestion(String name, String source, String vwap) {
    /** Stored, in the plain table: the view of these rows has it to compute. */
    static final String PLAIN = "plain";

    static final String BARS = "bars";
    static final String BARS_1M = "bars1m";
    static final String PLAIN_WITH_VWAP = "plainComputesVwap";

    private static final String WHERE = " WHERE startsWith(instrument, 'sim:')"
            + " AND start >= {from:DateTime64(6, 'UTC')} AND start < {to:DateTime64(6, 'UTC')}";

    /** In which form the answer comes. */
    enum Format {
        /** What a data frame or a driver gets. */
        NATIVE("Native"),
        /** The server does all of it and sends nothing. */
        NULL("Null");

        private final String spelling;

        Format(String spelling) {
            this.spelling = spelling;
        }
    }

    /** The two views, the plain table, and the plain table with the view's work on the VWAP. */
    static List<DayQuestion> all(String plainTable) {
        return List.of(
                new DayQuestion(BARS, "bars(interval = '1m')", "vwap"),
                new DayQuestion(PLAIN, plainTable, "vwap"),
                new DayQuestion(BARS_1M, "bars_1m", "vwap"),
                new DayQuestion(PLAIN_WITH_VWAP, plainTable, "tidemark_vwap(notional, volume) AS vwap"));
    }

    /** @param comment by which the server's log of queries knows it */
    String sql(Format format, String comment) {
        // The owner's landing yields to whoever asks; here it is the owner who asks, at the analysts' priority.
        return "SELECT instrument, start, open, high, low, close, volume, " + vwap + ", trades FROM " + source + WHERE
                + " SETTINGS os_thread_priority = 0, log_comment = '" + comment + "' FORMAT " + format.spelling;
    }

    /** Number and hash of all values, whatever their order. */
    String digestSql() {
        return "SELECT toInt64(count()), toString(sum(cityHash64(instrument, start, open, high, low, close, volume, "
                + vwap.replace(" AS vwap", "") + ", trades))) FROM " + source + WHERE;
    }

    static Map<String, String> bindings(LocalDate day) {
        return Map.of(
                "from", DayLoad.sqlTime(day.atStartOfDay(ZoneOffset.UTC).toInstant()),
                "to",
                        DayLoad.sqlTime(
                                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }
}
