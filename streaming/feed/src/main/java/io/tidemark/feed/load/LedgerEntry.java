package io.tidemark.feed.load;

import java.util.Map;

/**
 * What the ledger knows of one file that was loaded for one instrument.
 *
 * @param key its name in the ledger: the same content of another day or instrument is another load
 * @param ids what the ids of its rows begin with; empty where they are the file's own
 * @param topicId of the topic that it was published to: a recreated topic has nothing of it
 * @param totals of the rows that are acknowledged
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
        Map<String, Map<Integer, Long>> endOffsets) {
    enum State {
        RUNNING,
        /** All rows are acknowledged, the venue's heartbeat is not. */
        PUBLISHED,
        DONE
    }

    LedgerEntry with(State newState, Tally.Totals newTotals, Map<String, Map<Integer, Long>> newOffsets) {
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
                Offsets.merge(endOffsets, newOffsets));
    }

    LedgerEntry restarted() {
        return new LedgerEntry(
                key, sha256, path, instrument, format, ids, topicId, State.RUNNING, Tally.Totals.NONE, Map.of());
    }

    static String key(LoadFile file, String sha256) {
        String day = file.date().map(date -> date + "-").orElse("");
        return file.instrument().toString().replaceAll("[^A-Za-z0-9.-]", "_") + "-" + file.format() + "-" + day
                + sha256.substring(0, 24);
    }
}
