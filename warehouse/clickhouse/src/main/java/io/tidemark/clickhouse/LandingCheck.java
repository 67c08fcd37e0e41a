package io.tidemark.clickhouse;

/** That blocks belong to the range they are landed with. */
final class LandingCheck {
    private LandingCheck() {}

    /** @throws IllegalArgumentException when offsets leave the range or do not ascend */
    static void requireFit(PartitionRange range, EventBlock events, QuarantineBlock rejected) {
        if (events instanceof QuarantineBlock) {
            throw new IllegalArgumentException(
                    "the events of " + range + " must be trades or quotes, was a quarantine block");
        }
        requireFit(range, events);
        requireFit(range, rejected);
        if ((long) events.rows() + rejected.rows() > range.size()) {
            throw new IllegalArgumentException(range + " holds " + range.size() + " offsets, but there are "
                    + events.rows() + " events and " + rejected.rows() + " rejected records for it");
        }
    }

    private static void requireFit(PartitionRange range, EventBlock block) {
        if (!block.isOf(range)) {
            throw new IllegalArgumentException(
                    "rows for " + block.table() + " are of another topic epoch or partition than " + range);
        }
        long previous = range.fromOffset() - 1;
        for (int row = 0; row < block.rows(); row++) {
            long offset = block.offset(row);
            if (offset <= previous || offset >= range.toOffset()) {
                throw new IllegalArgumentException("offsets for " + block.table() + " must ascend within " + range
                        + ", row " + row + " has " + offset + " after " + previous);
            }
            previous = offset;
        }
    }
}
