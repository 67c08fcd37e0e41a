package io.tidemark.batch;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Where the log holds an event of one instrument, as one number that orders like the log: topic epoch, then offset. An
 * instrument lives in one partition of a topic's life, so the partition does not matter for the order.
 */
final class Place {
    private static final int OFFSET_BITS = 44;
    private static final long OFFSET_LIMIT = 1L << OFFSET_BITS;
    private static final int EPOCH_LIMIT = 1 << (Long.SIZE - 1 - OFFSET_BITS);

    private Place() {}

    static long of(int topicEpoch, long offset) {
        if (topicEpoch < 0 || topicEpoch >= EPOCH_LIMIT || offset < 0 || offset >= OFFSET_LIMIT) {
            throw new IllegalArgumentException("topic epoch must be below " + EPOCH_LIMIT + " and offset below "
                    + OFFSET_LIMIT + ", were " + topicEpoch + " and " + offset);
        }
        return ((long) topicEpoch << OFFSET_BITS) | offset;
    }

    /** {@link #of} for the columns {@code topic_epoch} and {@code offset}; a place out of its limits fails the query. */
    static Column column() {
        Column epoch = functions.col("topic_epoch");
        Column offset = functions.col("offset");
        return functions
                .when(
                        epoch.lt(EPOCH_LIMIT).and(offset.lt(OFFSET_LIMIT)),
                        functions.shiftleft(epoch.cast("long"), OFFSET_BITS).bitwiseOR(offset))
                .otherwise(functions
                        .raise_error(functions.lit(
                                "topic epoch must be below " + EPOCH_LIMIT + " and offset below " + OFFSET_LIMIT))
                        .cast("long"));
    }

    static int topicEpoch(long place) {
        return (int) (place >>> OFFSET_BITS);
    }

    static long offset(long place) {
        return place & (OFFSET_LIMIT - 1);
    }
}
