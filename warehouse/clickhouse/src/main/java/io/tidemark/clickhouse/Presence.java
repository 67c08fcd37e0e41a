package io.tidemark.clickhouse;

import java.util.BitSet;

/** Which offsets of a range the store holds, read from the tables themselves. */
final class Presence {
    private final PartitionRange range;
    private final BitSet offsets;

    private Presence(PartitionRange range, BitSet offsets) {
        this.range = range;
        this.offsets = offsets;
    }

    /** @throws ClickHouseException also when an offset is there twice, which must not happen */
    static Presence read(ClickHouse clickHouse, String table, PartitionRange range) {
        if (range.size() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a range to land must be shorter than 2^31 offsets, was " + range);
        }
        BitSet offsets = new BitSet();
        StringBuilder twice = new StringBuilder();
        Query query = clickHouse.query("SELECT offset FROM " + table + " WHERE " + LogRanges.CONDITION
                + " UNION ALL SELECT offset FROM " + Tables.QUARANTINE_EVENTS + " WHERE " + LogRanges.CONDITION
                + " AND topic = {topic:String}");
        LogRanges.bind(query, range).bind("topic", range.topic()).forEach(row -> {
            int index = (int) (row.getLong(0) - range.fromOffset());
            if (offsets.get(index)) {
                twice.append(' ').append(row.getLong(0));
            }
            offsets.set(index);
        });
        if (twice.length() > 0) {
            throw new ClickHouseException(
                    0,
                    "offsets of " + range + " are in " + table + " or " + Tables.QUARANTINE_EVENTS + " more than once:"
                            + twice.substring(0, Math.min(200, twice.length()))
                            + ". Stop all writers of this partition, run audit, and delete the surplus rows by hand");
        }
        return new Presence(range, offsets);
    }

    boolean has(long offset) {
        return offsets.get((int) (offset - range.fromOffset()));
    }

    int count() {
        return offsets.cardinality();
    }
}
