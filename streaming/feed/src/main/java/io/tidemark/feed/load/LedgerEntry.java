package io.tidemark.feed.load;

import java.util.Map;
import java.util.Objects;

/**
 * What the ledger knows of one file that was loaded for one instrument.
 *
 * @param key its name in the ledger: the same content of another day or instrument is another load
 * @param ids what the ids of its rows begin with; empty where they are the file's own
 * @param topicId of the topic that it was published to: a recreated topic has nothing of it
 * @param totals of the rows that are acknowledged
 * @param beginOffsets by topic and partition, of the first record of all its runs
 * @param endOffsets by topic and partition
 */
record LedgerEntry(
        String key,
        String sha256,
        String path,
        String instrument,
        String format,
        String ids,
        String topicId,
        State state,
        Tally.Totals totals,
        Map<String, Map<Integer, Long>> beginOffsets,
        Map<String, Map<Integer, Long>> endOffsets) {
    LedgerEntry {
        // An entry of an older ledger has none.
        beginOffsets = Objects.requireNonNullElse(beginOffsets, Map.of());
    }

    enum State {
        RUNNING,
        /** All rows are acknowledged, the venue's heartbeat is not. */
        PUBLISHED,
        DONE
    }

    LedgerEntry with(
            State newState,
            Tally.Totals newTotals,
            Map<String, Map<Integer, Long>> newBegin,
            Map<String, Map<Integer, Long>> newEnd) {
        return new LedgerEntry(
                key,
                sha256,
                path,
                instrument,
                format,
                ids,
                topicId,
                newState,
                newTotals,
                Offsets.earliest(beginOffsets, newBegin),
                Offsets.latest(endOffsets, newEnd));
    }

    LedgerEntry restarted() {
        return new LedgerEntry(
                key,
                sha256,
                path,
                instrument,
                format,
                ids,
                topicId,
                State.RUNNING,
                Tally.Totals.NONE,
                Map.of(),
                Map.of());
    }

    static String key(LoadFile file, String sha256) {
        String day = file.date().map(date -> date + "-").orElse("");
        return file.instrument().toString().replaceAll("[^A-Za-z0-9.-]", "_") + "-" + file.format() + "-" + day
                + sha256.substring(0, 24);
    }
}
