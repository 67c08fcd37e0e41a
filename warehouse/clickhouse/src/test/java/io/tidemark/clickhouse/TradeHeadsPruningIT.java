package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.market.event.TradeEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradeHeadsPruningIT {
    /** A fresh part has few rows of many instruments; that must not make a question read all of an instrument's history. */
    @Test
    void aMinuteIsReadWithoutTheRestOfItsInstrument() {
        ClickHouse store = TestStore.fresh();
        EventLanding landing = new EventLanding(store);
        TradeHeads fresh = new TradeHeads(store);
        SampleTrades trades = new SampleTrades(7, 3, 25);
        long from = 0;
        long last = 0;
        for (int rows : List.of(200_000, 50_000, 40)) {
            TradeBlock block = new TradeBlock();
            for (long offset = from; offset < from + rows; offset++) {
                TradeEvent event = trades.next();
                last = event.eventTimeMicros();
                block.append(event, SampleTrades.position(0, offset, event));
            }
            PartitionRange range = new PartitionRange("trades", 0, 0, from, from + rows);
            landing.land(range, block, new QuarantineBlock());
            fresh.apply(range, List.of());
            from += rows;
        }

        long found = store.query("SELECT count() FROM trades WHERE instrument = {instrument:String}"
                        + " AND event_time >= fromUnixTimestamp64Micro({from:Int64}, 'UTC')")
                .bind("instrument", trades.instruments().get(0))
                .bind("from", last - 60_000_000L)
                .setting("max_rows_to_read", 12_000)
                .first(row -> row.getLong(0))
                .orElseThrow();

        assertThat(found).isBetween(500L, 1_500L);
    }
}
