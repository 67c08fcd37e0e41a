package io.tidemark.feed.load;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;

/**
 * What a load came to, and what is printed as JSON: totals of its files, earlier interrupted runs included.
 *
 * @param quarantined by reason, a part of {@code published}
 * @param beginOffsets by topic and partition: the first record of the loaded files
 * @param endOffsets by topic and partition: what lies before them is what has to land
 * @param files what the events of the loaded files name as their origin
 * @param days UTC days of trades, whose bars may have changed; none for quotes
 * @param skipped files that were loaded before; their rows are not counted, their offsets and days are there
 */
@JsonPropertyOrder({
    "rowsRead",
    "published",
    "quarantined",
    "beginOffsets",
    "endOffsets",
    "files",
    "days",
    "instruments",
    "skipped",
    "seconds"
})
public record LoadReport(
        long rowsRead,
        long published,
        Map<String, Long> quarantined,
        Map<String, Map<Integer, Long>> beginOffsets,
        Map<String, Map<Integer, Long>> endOffsets,
        Collection<String> files,
        SortedSet<String> days,
        SortedSet<String> instruments,
        Collection<String> skipped,
        double seconds) {}
