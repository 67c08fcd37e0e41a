package io.tidemark.feed.load;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;

/**
 * What a load came to, and what is printed as JSON: totals of its files, earlier interrupted runs included.
 *
 * @param quarantined by reason, a part of {@code published}
 * @param endOffsets by topic and partition: what lies before them is what has to land
 * @param days UTC days of trades, whose bars may have changed; none for quotes
 * @param skipped files that were loaded before; their rows are not counted, their offsets and days are there
 */
@JsonPropertyOrder({"rowsRead", "published", "quarantined", "endOffsets", "days", "instruments", "skipped", "seconds"})
public record LoadReport(
        long rowsRead,
        long published,
        Map<String, Long> quarantined,
        Map<String, Map<Integer, Long>> endOffsets,
        SortedSet<String> days,
        SortedSet<String> instruments,
        Collection<String> skipped,
        double seconds) {}
