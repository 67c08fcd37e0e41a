package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Trade;
import io.tidemark.market.instrument.InstrumentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day of bars is read from one part, once nothing comes to it. */
class PastDayMergeIT {
    private static final long MINUTE = 60_000_000L;
    private static final int EARLY = 1_400;
    private static final InstrumentId BITCOIN = InstrumentId.parse("sim:BTC-USD");

    private final ClickHouse clickHouse = TestStore.fresh();

    @ParameterizedTest
    @ValueSource(strings = {"stored_bars_1m", "stored_bars_1d"})
    void aPartitionIsLeftAloneForAMinuteAndMergedAsAWhole(String table) {
        assertThat(clickHouse
                        .query("SELECT value FROM system.tables"
                                + " ARRAY JOIN extractAll(engine_full, 'min_age_to_force_merge\\\\w+ = \\\\d+') AS value"
                                + " WHERE database = currentDatabase() AND name = '" + table + "' ORDER BY value")
                        .list(row -> row.getText(0)))
                .containsExactly("min_age_to_force_merge_on_partition_only = 1", "min_age_to_force_merge_seconds = 60");
    }

    /** A small part beside one of the whole day gives the usual merges no reason: they stay two without the setting. */
    @Test
    void aPastDayBecomesOnePart() {
        List<Bar> bars = dayOfBars();
        StoredBars stored = new StoredBars(clickHouse);
        stored.write(bars.subList(0, EARLY));
        stored.write(bars.subList(EARLY, bars.size()));
        assertThat(parts()).as("written apart").isEqualTo(2);

        clickHouse.command("ALTER TABLE stored_bars_1m MODIFY SETTING min_age_to_force_merge_seconds = 1");

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(parts()).isEqualTo(1));
        assertThat(clickHouse.query("SELECT count() FROM bars_1m").first(row -> row.getLong(0)))
                .contains(1_440L);
    }

    private long parts() {
        return clickHouse
                .query("SELECT count() FROM system.parts"
                        + " WHERE database = currentDatabase() AND table = 'stored_bars_1m' AND active")
                .first(row -> row.getLong(0))
                .orElseThrow();
    }

    private static List<Bar> dayOfBars() {
        long dayStart = Math.floorDiv(SampleTrades.START_MICROS, 1_440 * MINUTE) * 1_440 * MINUTE;
        List<Trade> trades = new ArrayList<>();
        for (int minute = 0; minute < 1_440; minute++) {
            long time = dayStart + minute * MINUTE;
            trades.add(new Trade(
                    BITCOIN, 0, minute, minute, time, 1_000_000_000L, 100_000_000L, Aggressor.BUY, Eligibility.ALL));
        }
        return SampleBars.bars(trades, BarInterval.MIN_1, BarStatus.CLOSED, 1);
    }
}
