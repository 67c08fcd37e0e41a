package io.tidemark.clickhouse;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.settings.ClickHouseSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints the figures of the README: {@code MeasureMain [trades]}. The server is that of the environment; its database is
 * dropped first.
 */
final class MeasureMain {
    private static final int PER_RANGE = 500_000;
    private static final long MINUTE = 60_000_000L;

    private final ClickHouse clickHouse = ClickHouse.connect(ClickHouseSettings.from(System.getenv()));
    private final int total;
    private final TradeHeads heads = new TradeHeads(clickHouse);
    private final StoredBars bars = new StoredBars(clickHouse);
    private final SampleTrades sample = new SampleTrades(7, 1_000, 200);
    private final List<Trade> lastTrades = new ArrayList<>();
    private final Map<BarKey, BarAccumulator> minutes = new HashMap<>();

    private MeasureMain(int total) {
        this.total = total;
    }

    public static void main(String[] arguments) {
        int trades = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000_000;
        MeasureMain measure = new MeasureMain(trades);
        measure.clickHouse.createDatabase();
        measure.clickHouse.command("DROP DATABASE tidemark SYNC");
        Migrations.apply(measure.clickHouse);
        measure.landing();
        measure.questions();
        measure.bars();
        measure.sizes();
    }

    private void landing() {
        EventLanding landing = new EventLanding(clickHouse);
        long encode = 0;
        long insert = 0;
        long apply = 0;
        for (long from = 0; from < total; from += PER_RANGE) {
            List<TradeEvent> events = new ArrayList<>(PER_RANGE);
            for (int row = 0; row < PER_RANGE; row++) {
                events.add(sample.next());
                fold(events.get(row).trade());
            }
            PartitionRange range = new PartitionRange("trades", 0, 0, from, from + PER_RANGE);
            long start = System.nanoTime();
            TradeBlock block = new TradeBlock(PER_RANGE);
            for (int row = 0; row < PER_RANGE; row++) {
                block.append(events.get(row), SampleTrades.position(0, from + row, events.get(row)));
            }
            long encoded = System.nanoTime();
            landing.land(range, block, new QuarantineBlock());
            long inserted = System.nanoTime();
            heads.apply(range, List.of());
            encode += encoded - start;
            insert += inserted - encoded;
            apply += System.nanoTime() - inserted;
            if (from + PER_RANGE >= total) {
                events.forEach(event -> lastTrades.add(event.trade()));
            }
        }
        rate("encode a block of trades", encode);
        rate("land it (presence, insert)", insert);
        rate("encode and land", encode + insert);
        rate("apply heads", apply);
    }

    private void fold(Trade trade) {
        long start = trade.eventTimeMicros() / MINUTE * MINUTE;
        minutes.computeIfAbsent(new BarKey(trade.instrument(), BarInterval.MIN_1, start), key -> new BarAccumulator())
                .add(trade);
    }

    private void rate(String what, long nanos) {
        System.out.printf("%-40s %8.2f M rows/s%n", what, total * 1e3 / nanos);
    }

    private void questions() {
        List<IdRange> ranges = new ArrayList<>();
        List<TradeIdentity> identities = new ArrayList<>();
        List<BarKey> keys = new ArrayList<>();
        long last = lastTrades.get(lastTrades.size() / 2).eventTimeMicros() / MINUTE * MINUTE;
        for (int index = 0; index < 1_000; index++) {
            var instrument = sample.instruments().get(index);
            ranges.add(new IdRange(instrument, 0, 1_000_000_000L, 1_000_001_000L));
            identities.add(new TradeIdentity(instrument, 0, index % 50));
            keys.add(new BarKey(instrument, BarInterval.MIN_1, last));
        }
        time("presence of 500,000 absent offsets", () -> presence(total));
        time("presence of 500,000 present offsets", () -> presence(total - PER_RANGE));
        time("ids of 1,000 instruments, none known", () -> heads.instrumentsWithIdsIn(ranges));
        time("states of 1,000 trades", () -> heads.states(identities));
        time("trades of 1,000 minutes", () -> heads.tradesIn(keys, (key, trade) -> {}));
        time("trades of 10 minutes", () -> heads.tradesIn(keys.subList(0, 10), (key, trade) -> {}));
        time(
                "trades of an instrument's hour",
                () -> heads.trades(sample.instruments().get(3), last - 60 * MINUTE, last, trade -> {}));
        time(
                "count of all trades",
                () -> clickHouse.query("SELECT count() FROM trades").list(row -> row.getLong(0)));
    }

    private void presence(long from) {
        Presence.read(clickHouse, Tables.TRADE_EVENTS, new PartitionRange("trades", 0, 0, from, from + PER_RANGE));
    }

    private void bars() {
        List<Bar> all = new ArrayList<>();
        minutes.forEach((key, fold) -> all.add(
                SampleBars.bar(key, fold.state(), BarStatus.CLOSED, fold.state().lastTimeMicros() / 1_000_000 * 200)));
        List<Bar> thousand = all.subList(0, 1_000);
        List<BarKey> keys = thousand.stream().map(Bar::key).toList();
        long start = System.nanoTime();
        bars.write(all);
        System.out.printf(
                "%-40s %8.2f M rows/s (%d)%n",
                "write bars", all.size() * 1e3 / (System.nanoTime() - start), all.size());
        time("write 1,000 bars", () -> bars.write(thousand));
        time("load 1,000 bars", () -> bars.load(keys));
        time("open bars", () -> bars.open(0));
        bars.write(SampleBars.bars(lastTrades, BarInterval.DAY_1, BarStatus.CLOSED, 1));
        time("latest of 1,000", () -> clickHouse.query("SELECT * FROM latest").list(row -> row.getText(0)));
        time(
                "latest of one",
                () -> clickHouse
                        .query("SELECT * FROM latest WHERE instrument = 'sim:S0003-USD'")
                        .list(row -> row.getText(0)));
    }

    /** Median of several calls after a few to warm up. */
    private static void time(String what, Runnable call) {
        long[] micros = new long[15];
        for (int run = -5; run < micros.length; run++) {
            long start = System.nanoTime();
            call.run();
            if (run >= 0) {
                micros[run] = (System.nanoTime() - start) / 1_000;
            }
        }
        Arrays.sort(micros);
        System.out.printf("%-40s %8.1f ms%n", what, micros[micros.length / 2] / 1e3);
    }

    private void sizes() {
        for (String table : List.of(Tables.TRADE_EVENTS, Tables.TRADE_HEADS, Tables.STORED_BARS_1M)) {
            clickHouse.command("OPTIMIZE TABLE " + table + " FINAL");
            clickHouse
                    .query("SELECT sum(data_compressed_bytes) / sum(rows), toInt64(sum(rows)) FROM system.parts"
                            + " WHERE active AND database = currentDatabase() AND table = {table:String}")
                    .bind("table", table)
                    .forEach(row -> System.out.printf(
                            "%-40s %8.2f bytes a row (%d rows)%n", table, row.getDouble(0), row.getLong(1)));
        }
    }
}
