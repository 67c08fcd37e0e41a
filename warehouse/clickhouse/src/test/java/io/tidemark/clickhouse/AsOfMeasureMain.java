package io.tidemark.clickhouse;

import io.tidemark.clickhouse.read.AsOfReader;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.settings.ClickHouseSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Prints what questions about then cost: {@code AsOfMeasureMain [trades]}. One in a hundred trades is corrected after the moment that
 * is asked for. The server is that of the environment; its database is dropped first.
 */
final class AsOfMeasureMain {
    private static final int PER_RANGE = 500_000;
    private static final long HOUR = 3_600_000_000L;
    private static final int CORRECTED_ONE_OF = 100;

    private final ClickHouse clickHouse = ClickHouse.connect(ClickHouseSettings.from(System.getenv()));
    private final EventLanding landing = new EventLanding(clickHouse);
    private final TradeHeads heads = new TradeHeads(clickHouse);
    private final SampleTrades sample = new SampleTrades(7, 1_000, 200);
    private final List<TradeEvent> corrections = new ArrayList<>();
    private long nextOffset;
    private long knownAt;

    private AsOfMeasureMain() {}

    public static void main(String[] arguments) {
        int trades = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000_000;
        AsOfMeasureMain measure = new AsOfMeasureMain();
        measure.clickHouse.createDatabase();
        measure.clickHouse.command("DROP DATABASE tidemark SYNC");
        Migrations.apply(measure.clickHouse);
        measure.landTrades(trades);
        long then = measure.knownAt;
        measure.questions("nothing corrected since", then);
        measure.landCorrections();
        measure.questions("1 in 100 corrected since", then);
        measure.questions("now", measure.knownAt);
    }

    private void landTrades(int total) {
        SplittableRandom random = new SplittableRandom(1);
        for (int from = 0; from < total; from += PER_RANGE) {
            List<TradeEvent> events = new ArrayList<>(PER_RANGE);
            for (int row = 0; row < PER_RANGE; row++) {
                TradeEvent event = sample.next();
                events.add(event);
                if (random.nextInt(CORRECTED_ONE_OF) == 0) {
                    corrections.add(event.toBuilder()
                            .correct(1)
                            .priceE9(event.priceE9() + 10_000_000L)
                            .build());
                }
            }
            land(events, List.of());
        }
    }

    private void landCorrections() {
        for (List<TradeEvent> part : Batches.of(corrections, PER_RANGE)) {
            land(part, List.of());
        }
    }

    private void land(List<TradeEvent> events, List<TradeIdentity> moved) {
        PartitionRange range = new PartitionRange("trades", 0, 0, nextOffset, nextOffset + events.size());
        TradeBlock block = new TradeBlock(events.size());
        for (TradeEvent event : events) {
            knownAt = Math.max(knownAt + 1, SampleTrades.knownAtMicros(event));
            block.append(event, new LogPosition(0, 0, nextOffset++, knownAt));
        }
        landing.land(range, block, new QuarantineBlock());
        heads.apply(range, moved);
        new LandingProgress(clickHouse).write(range, knownAt);
    }

    private void questions(String when, long at) {
        AsOfReader reader = new AsOfReader(clickHouse, Duration.ofSeconds(60));
        long end = at / HOUR * HOUR;
        for (int index : new int[] {3, 500}) {
            InstrumentId instrument = sample.instruments().get(index);
            int rows = reader.trades(instrument, from(end - HOUR), end, 1_000_000, at)
                    .size();
            time(
                    when + ": trades of an hour (" + rows + ")",
                    () -> reader.trades(instrument, from(end - HOUR), end, 1_000_000, at));
            time(
                    when + ": minutes of that hour",
                    () -> reader.bars(instrument, BarInterval.MIN_1, end - HOUR, end, 60, at));
            time(
                    when + ": 5m of a day",
                    () -> reader.bars(instrument, BarInterval.MIN_5, end - 24 * HOUR, end, 288, at));
        }
        time("limits", reader::limits);
    }

    private static OrderKey from(long micros) {
        return new OrderKey(micros, -1, -1, -1);
    }

    /** Median of several calls after a few to warm up. */
    private static void time(String what, Runnable call) {
        long[] micros = new long[11];
        for (int run = -3; run < micros.length; run++) {
            long start = System.nanoTime();
            call.run();
            if (run >= 0) {
                micros[run] = (System.nanoTime() - start) / 1_000;
            }
        }
        Arrays.sort(micros);
        System.out.printf("%-60s %8.1f ms%n", what, micros[micros.length / 2] / 1e3);
    }
}
