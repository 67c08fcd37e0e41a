package io.tidemark.infra.benchmarks.proof;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.lake.LakeTables;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.table.BarTables;
import io.tidemark.market.table.EventTables;
import io.tidemark.market.table.TableDefinition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The lake as a data scientist reads it: 1m and 1d from their tables, the longer ones added up from these, seconds from the events'
 * last revisions.
 */
final class LakeSurface implements Surface {
    static final String NAME = "delta";

    private static final String MINUTES = "1m";
    private static final String DAYS = "1d";
    private static final List<String> OF_DAYS = List.of("1d", "1w", "1mo");
    private static final List<String> VALUES =
            List.of("open", "high", "low", "close", "volume", "notional", "trades", "buy_volume", "sell_volume");

    private final ByInstrument minutes;
    private final ByInstrument days;
    private final Map<String, List<Candle>> seconds;
    private final Map<String, Map<InstrumentId, List<Candle>>> ready = new HashMap<>();
    private List<InstrumentId> group = List.of();

    /** @param days outside of which no event of the instruments lies */
    LakeSurface(
            SparkSession spark,
            Instance instance,
            Collection<InstrumentId> instruments,
            List<LocalDate> days,
            MicrosRange secondsRange) {
        Column isOurs = functions
                .col("instrument")
                .isin(instruments.stream().map(InstrumentId::toString).toArray());
        this.minutes = new ByInstrument(bars(spark, instance, BarTables.BARS_1M, isOurs));
        this.days = new ByInstrument(bars(spark, instance, BarTables.BARS_1D, isOurs));
        this.seconds = seconds(
                LakeTables.read(spark, instance.lake(), EventTables.TRADE_EVENTS)
                        .filter(functions.col("event_date").between(days.get(0), days.get(days.size() - 1)))
                        .filter(isOurs),
                secondsRange);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<InstrumentId, List<Candle>> candles(List<InstrumentId> wanted, String interval) {
        if (!wanted.equals(group)) {
            group = List.copyOf(wanted);
            ready.clear();
            load(MINUTES, minutes);
            load(DAYS, days);
            Map<InstrumentId, List<Candle>> loaded = new HashMap<>();
            group.forEach(id -> loaded.put(id, seconds.getOrDefault(id.toString(), List.of())));
            ready.put(Buckets.SECONDS, loaded);
        }
        return ready.getOrDefault(interval, Map.of());
    }

    /** The candles of one interval, by instrument, as they are added up. */
    private static final class Sums {
        private final String interval;
        private final Map<String, PlainCandles.Series> series = new HashMap<>();

        Sums(String interval) {
            this.interval = interval;
        }

        void add(String instrument, long micros, CandleSum.Part part) {
            series.computeIfAbsent(instrument, name -> new PlainCandles.Series(interval))
                    .candleOf(micros)
                    .addPart(part);
        }

        Map<InstrumentId, List<Candle>> closed() {
            Map<InstrumentId, List<Candle>> candles = new HashMap<>();
            series.forEach((name, one) -> {
                one.close();
                candles.put(InstrumentId.parse(name), one.candles());
            });
            return candles;
        }
    }

    private void load(String stored, ByInstrument bars) {
        List<Sums> all = Buckets.INTERVALS.stream()
                .filter(interval ->
                        !interval.equals(Buckets.SECONDS) && OF_DAYS.contains(interval) == stored.equals(DAYS))
                .map(Sums::new)
                .toList();
        bars.of(group.stream().map(InstrumentId::toString).toList(), (instrument, bar) -> {
            CandleSum.Part part = part(bar);
            all.forEach(sums -> sums.add(instrument, bar.getLong(1), part));
        });
        all.forEach(sums -> ready.put(sums.interval, sums.closed()));
    }

    private static Dataset<Row> bars(SparkSession spark, Instance instance, TableDefinition table, Column isOurs) {
        List<Column> columns = new ArrayList<>();
        columns.add(functions.col("instrument"));
        columns.add(functions.unix_micros(functions.col("start")));
        VALUES.forEach(name -> columns.add(functions.col(name)));
        columns.add(functions.unix_micros(functions.col("first_time")));
        columns.add(functions.unix_micros(functions.col("last_time")));
        return LakeTables.read(spark, instance.lake(), table)
                .filter(isOurs)
                .sort("instrument", "start")
                .select(columns.toArray(Column[]::new));
    }

    private static CandleSum.Part part(Row bar) {
        return new CandleSum.Part(
                unscaled(bar, 2),
                unscaled(bar, 3),
                unscaled(bar, 4),
                unscaled(bar, 5),
                unscaled(bar, 6).orElse(BigInteger.ZERO),
                unscaled(bar, 7).orElse(BigInteger.ZERO),
                bar.getLong(8),
                unscaled(bar, 9),
                unscaled(bar, 10),
                bar.getLong(11),
                bar.getLong(12));
    }

    private static Optional<BigInteger> unscaled(Row bar, int column) {
        return bar.isNullAt(column) ? Optional.empty() : Optional.of(((BigDecimal) bar.get(column)).unscaledValue());
    }

    /** Of every trade that has an event in the range the last revision, wherever it is, and of these the ones in the range. */
    private static Map<String, List<Candle>> seconds(Dataset<Row> events, MicrosRange range) {
        Column micros = functions.unix_micros(functions.col("event_time"));
        Column[] identity = {functions.col("instrument"), functions.col("id_epoch"), functions.col("trade_id")};
        Dataset<Row> named = events.filter(micros.geq(range.from()).and(micros.lt(range.to())))
                .select(identity)
                .distinct();
        Column newest = functions.struct(
                functions.col("revision"),
                functions.negate(functions.col("topic_epoch")),
                functions.negate(functions.col("offset")));
        Column state = functions.struct(
                functions.col("action"),
                micros.as("micros"),
                functions.col("price"),
                functions.col("size"),
                functions.col("aggressor"),
                functions.col("for_volume"),
                functions.col("for_high_low"),
                functions.col("for_open_close"),
                functions.coalesce(functions.col("sequence"), functions.lit(0L)).as("sequence"));
        List<Row> trades = events.join(named, new String[] {"instrument", "id_epoch", "trade_id"}, "left_semi")
                .groupBy(identity)
                .agg(functions.max_by(state, newest).as("state"))
                .select("instrument", "id_epoch", "trade_id", "state.*")
                .filter("action IN ('NEW', 'CORRECT') AND (for_volume OR for_high_low OR for_open_close)")
                .filter(functions
                        .col("micros")
                        .geq(range.from())
                        .and(functions.col("micros").lt(range.to())))
                .sort("instrument", "micros", "sequence", "id_epoch", "trade_id")
                .collectAsList();
        Map<String, PlainCandles.Series> series = new HashMap<>();
        for (Row trade : trades) {
            series.computeIfAbsent(trade.getString(0), name -> new PlainCandles.Series(Buckets.SECONDS))
                    .candleOf(trade.getLong(4))
                    .addTrade(
                            trade.getLong(4),
                            unscaled(trade, 5).orElseThrow().longValueExact(),
                            unscaled(trade, 6).orElseThrow().longValueExact(),
                            side(trade.getString(7)),
                            (trade.getBoolean(8) ? CandleSum.VOLUME : 0)
                                    | (trade.getBoolean(9) ? CandleSum.HIGH_LOW : 0)
                                    | (trade.getBoolean(10) ? CandleSum.OPEN_CLOSE : 0));
        }
        Map<String, List<Candle>> candles = new HashMap<>();
        series.forEach((name, one) -> {
            one.close();
            candles.put(name, one.candles());
        });
        return candles;
    }

    private static CandleSum.Side side(String aggressor) {
        return switch (aggressor) {
            case "BUY" -> CandleSum.Side.BOUGHT;
            case "SELL" -> CandleSum.Side.SOLD;
            default -> CandleSum.Side.NEITHER;
        };
    }
}
