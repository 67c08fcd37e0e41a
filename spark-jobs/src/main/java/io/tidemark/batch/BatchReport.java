package io.tidemark.batch;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a run of the batch layer did.
 *
 * @param days that were built, compared and published
 * @param expired days of which the lake no longer has all events: their bars stand
 * @param trades final trades in the built minutes
 * @param bars buckets that were compared; @param published bars that were written
 * @param differences buckets whose served bar was another, by cause
 * @param examples the first differences that are defects, in words
 * @param tidemark of all instruments together, as {@code all}; empty before there is one
 */
public record BatchReport(
        List<LocalDate> days,
        List<LocalDate> expired,
        long trades,
        long bars,
        long published,
        Map<String, Long> differences,
        List<String> examples,
        Map<String, String> tidemark,
        double seconds) {
    public BatchReport {
        days = List.copyOf(days);
        expired = List.copyOf(expired);
        examples = List.copyOf(examples);
    }
}
