package io.tidemark.clickhouse;

import java.util.Map;

/** The latest quote of every instrument, behind the view {@code spread}. Thread-safe. */
public final class QuoteHeads {
    private final ClickHouse clickHouse;

    public QuoteHeads(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** Takes the landed quotes of a range into account. Repeating it changes nothing. */
    public void apply(PartitionRange range) {
        clickHouse.command(
                SqlResource.read("apply-quote-heads.sql"),
                Map.of(
                        "epoch", range.topicEpoch(),
                        "partition", range.partition(),
                        "from", range.fromOffset(),
                        "to", range.toOffset()));
    }
}
