package io.tidemark.batch;

import java.time.LocalDate;
import java.util.List;

/**
 * What a rebuild did.
 *
 * @param trades final trades that count in the minute bars' volume; @param bars1m and @param bars1d bars written
 */
public record RebuildReport(List<LocalDate> days, long trades, long bars1m, long bars1d, double seconds) {
    public RebuildReport {
        days = List.copyOf(days);
    }
}
