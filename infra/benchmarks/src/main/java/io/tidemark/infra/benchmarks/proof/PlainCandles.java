package io.tidemark.infra.benchmarks.proof;

import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The candles of final trades, made the obvious way by one thread: the trades in order, one candle of each interval open at a time.
 * It shares no code with the folds that it judges.
 */
final class PlainCandles {
    private final FinalTrades trades;
    private final MicrosRange seconds;

    /** @param seconds the range in which candles of one second are made */
    PlainCandles(FinalTrades trades, MicrosRange seconds) {
        this.trades = trades;
        this.seconds = seconds;
    }

    /** Of every interval, by start. */
    Map<String, List<Candle>> of(InstrumentId instrument) {
        Map<String, List<Candle>> candles = new HashMap<>();
        List<Series> all = new ArrayList<>();
        for (String interval : Buckets.INTERVALS) {
            Series series = new Series(interval);
            all.add(series);
            candles.put(interval, series.closed);
        }
        trades.forEach(instrument, (micros, price, size, side, eligibility) -> {
            if (eligibility == 0) {
                return;
            }
            for (Series series : all) {
                if (!series.interval.equals(Buckets.SECONDS) || seconds.holds(micros)) {
                    series.candleOf(micros).addTrade(micros, price, size, side, eligibility);
                }
            }
        });
        all.forEach(Series::close);
        return candles;
    }

    /** The candles of one interval. */
    static final class Series {
        private final String interval;
        private final List<Candle> closed = new ArrayList<>();
        private Optional<CandleSum> open = Optional.empty();

        Series(String interval) {
            this.interval = interval;
        }

        /** The candle that holds {@code micros}, which never go back. */
        CandleSum candleOf(long micros) {
            if (open.isPresent() && micros < open.get().endMicros) {
                return open.get();
            }
            close();
            long start = Buckets.start(interval, micros);
            CandleSum next = new CandleSum(start, Buckets.end(interval, start));
            open = Optional.of(next);
            return next;
        }

        void close() {
            open.ifPresent(candle -> closed.add(candle.candle()));
            open = Optional.empty();
        }

        List<Candle> candles() {
            return closed;
        }
    }
}
