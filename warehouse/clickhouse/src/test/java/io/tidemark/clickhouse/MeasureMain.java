package io.tidemark.clickhouse;

import io.tidemark.market.event.TradeEvent;
import io.tidemark.settings.ClickHouseSettings;
import java.util.ArrayList;
import java.util.List;

/** Prints the figures of the README. Arguments: trades to generate; the server is that of the environment. */
final class MeasureMain {
    private MeasureMain() {}

    public static void main(String[] arguments) {
        int total = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000_000;
        ClickHouse clickHouse = ClickHouse.connect(ClickHouseSettings.from(System.getenv()));
        Migrations.apply(clickHouse);
        int perRange = 500_000;
        SampleTrades sample = new SampleTrades(7, 1_000, 2_000);
        long encode = 0;
        long insert = 0;
        long heads = 0;
        long firstOffset =
                new LandingProgress(clickHouse).read("measured", 0, 0).orElse(0);
        EventLanding landing = new EventLanding(clickHouse);
        TradeHeads tradeHeads = new TradeHeads(clickHouse);
        for (int done = 0; done < total; done += perRange) {
            List<TradeEvent> events = new ArrayList<>(perRange);
            for (int row = 0; row < perRange; row++) {
                events.add(sample.next());
            }
            long from = firstOffset + done;
            long start = System.nanoTime();
            TradeBlock block = new TradeBlock(perRange);
            for (int row = 0; row < perRange; row++) {
                block.append(events.get(row), SampleTrades.position(0, from + row, events.get(row)));
            }
            long encoded = System.nanoTime();
            PartitionRange range = new PartitionRange("measured", 0, 0, from, from + perRange);
            LandingReport report = landing.land(range, block, new QuarantineBlock());
            long inserted = System.nanoTime();
            tradeHeads.apply(range);
            long applied = System.nanoTime();
            encode += encoded - start;
            insert += inserted - encoded;
            heads += applied - inserted;
            System.out.printf(
                    "%s encode %d ms, land %d ms, heads %d ms%n",
                    report,
                    (encoded - start) / 1_000_000,
                    (inserted - encoded) / 1_000_000,
                    (applied - inserted) / 1_000_000);
        }
        System.out.printf(
                "encode %.2f M/s, land %.2f M/s, both %.2f M/s, heads %.2f M/s%n",
                total * 1e3 / encode, total * 1e3 / insert, total * 1e3 / (encode + insert), total * 1e3 / heads);
    }
}
