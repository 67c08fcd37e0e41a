package io.tidemark.clickhouse;

/** The condition by which event tables are read: a prefix of their order. */
final class LogRanges {
    /** Of the bindings {@code epoch}, {@code partition}, {@code from} and {@code to}. */
    static final String CONDITION = "topic_epoch = {epoch:Int32} AND partition = {partition:Int32}"
            + " AND offset >= {from:Int64} AND offset < {to:Int64}";

    private LogRanges() {}

    static Query bind(Query query, PartitionRange range) {
        return query.bind("epoch", range.topicEpoch())
                .bind("partition", range.partition())
                .bind("from", range.fromOffset())
                .bind("to", range.toOffset());
    }
}
