package io.tidemark.infra.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeltaLogTest {
    @Test
    void commitTellsItsTimeAndTheOffsetsThatItMoved() throws Exception {
        DeltaLog.Commit commit = DeltaLog.parse("""
                {"commitInfo":{"timestamp":1790000000123,"operation":"STREAMING UPDATE"}}
                {"txn":{"appId":"trade_events:abc:0","version":17,"lastUpdated":1790000000100}}
                {"txn":{"appId":"trade_events:abc:1","version":4,"lastUpdated":1790000000100}}
                {"add":{"path":"event_date=2026-03-01/part-0.parquet","size":1}}

                """);

        assertThat(commit.timestampMicros()).isEqualTo(1_790_000_000_123_000L);
        assertThat(commit.transactions())
                .containsOnlyKeys("trade_events:abc:0", "trade_events:abc:1")
                .containsEntry("trade_events:abc:0", 17L);
    }

    @Test
    void compactionMovesNoOffset() throws Exception {
        assertThat(DeltaLog.parse("{\"remove\":{\"path\":\"a\"}}\n{\"add\":{\"path\":\"b\"}}\n")
                        .transactions())
                .isEmpty();
    }
}
