package io.tidemark.clickhouse;

/** Another writer took the partition over while this one was at work; this one must stop. */
public final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OvertakenException(PartitionRange range) {
        super("landing " + range + " stopped: another writer has fenced this one off its partition. Nothing is lost,"
                + " the new writer lands the range again");
    }
}
