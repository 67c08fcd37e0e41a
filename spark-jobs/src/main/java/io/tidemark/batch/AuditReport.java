package io.tidemark.batch;

import java.util.List;

/** What an audit found; ok when every offset is in both stores exactly once. */
public record AuditReport(boolean ok, List<Partition> topics) {
    public AuditReport {
        topics = List.copyOf(topics);
    }

    static AuditReport of(List<Partition> partitions) {
        return new AuditReport(partitions.stream().allMatch(Partition::isClean), partitions);
    }

    /**
     * A partition of a topic.
     *
     * @param from first offset that must be there; @param to the topic's end when the audit began, exclusive
     */
    public record Partition(String topic, int partition, long from, long to, Store lake, Store clickhouse) {
        boolean isClean() {
            return lake.isClean() && clickhouse.isClean();
        }
    }

    /**
     * What a store holds of the offsets, in the event table and in quarantine together.
     *
     * @param present offsets that are there; @param missing offsets that are not
     * @param duplicated rows beyond the first of their offset
     * @param landed the next offset that the store says it has yet to land
     */
    public record Store(long present, long missing, long duplicated, long landed) {
        boolean isClean() {
            return missing == 0 && duplicated == 0;
        }
    }
}
