package io.tidemark.market.reference;

import io.tidemark.market.bar.BarValues;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Trade;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Candles by the words of the contract, made the obvious way: sort the trades, put them into buckets, look at each bucket.
 *
 * <p>It shares no code with {@code BarFold}, {@code BarAccumulator} or {@code BarInterval}; from the market's vocabulary it
 * takes only the records that carry its input and its answer. Zones come from {@link ZoneId}, numbers are {@link BigDecimal}.
 */
public final class ReferenceCandles {
    public static final List<String> INTERVALS = List.of("1s", "1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w", "1mo");

    private static final Map<String, Long> FIXED_SECONDS =
            Map.of("1s", 1L, "1m", 60L, "5m", 300L, "15m", 900L, "30m", 1800L, "1h", 3600L, "4h", 14400L);
    // Bits of eligibility as the wire has them, written out: the reference does not ask the code that it judges.
    private static final int VOLUME = 1;
    private static final int HIGH_LOW = 2;
    private static final int OPEN_CLOSE = 4;

    private ReferenceCandles() {}

    /** Bars of every interval, each list by start; {@code zone} is that of the instrument's calendar (UTC for 24x7). */
    public static Map<String, List<ReferenceBar>> of(List<Trade> trades, ZoneId zone) {
        Map<String, List<ReferenceBar>> bars = new TreeMap<>();
        for (String interval : INTERVALS) {
            bars.put(interval, of(trades, interval, zone));
        }
        return bars;
    }

    public static List<ReferenceBar> of(List<Trade> trades, String interval, ZoneId zone) {
        List<Trade> sorted = new ArrayList<>(trades);
        sorted.sort(ReferenceCandles::compareByContract);
        Map<ZonedDateTime, List<Trade>> buckets = new TreeMap<>();
        for (Trade trade : sorted) {
            if (trade.eligibility() != 0) {
                buckets.computeIfAbsent(start(trade.eventTimeMicros(), interval, zone), start -> new ArrayList<>())
                        .add(trade);
            }
        }
        List<ReferenceBar> bars = new ArrayList<>();
        buckets.forEach((start, bucket) ->
                bars.add(new ReferenceBar(interval, micros(start), micros(end(start, interval)), values(bucket))));
        return bars;
    }

    /** (event time, sequence or 0, id epoch, trade id). */
    private static int compareByContract(Trade left, Trade right) {
        if (left.eventTimeMicros() != right.eventTimeMicros()) {
            return left.eventTimeMicros() < right.eventTimeMicros() ? -1 : 1;
        }
        long leftSequence = left.sequence() < 0 ? 0 : left.sequence();
        long rightSequence = right.sequence() < 0 ? 0 : right.sequence();
        if (leftSequence != rightSequence) {
            return leftSequence < rightSequence ? -1 : 1;
        }
        if (left.idEpoch() != right.idEpoch()) {
            return left.idEpoch() < right.idEpoch() ? -1 : 1;
        }
        return Long.compare(left.tradeId(), right.tradeId());
    }

    private static ZonedDateTime start(long micros, String interval, ZoneId zone) {
        Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        Long seconds = FIXED_SECONDS.get(interval);
        if (seconds != null) {
            long second = instant.getEpochSecond();
            return Instant.ofEpochSecond(second - Math.floorMod(second, seconds))
                    .atZone(ZoneId.of("UTC"));
        }
        ZonedDateTime midnight = instant.atZone(zone).toLocalDate().atStartOfDay(zone);
        return switch (interval) {
            case "1d" -> midnight;
            case "1w" ->
                midnight.toLocalDate()
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .atStartOfDay(zone);
            case "1mo" -> midnight.toLocalDate().withDayOfMonth(1).atStartOfDay(zone);
            default -> throw new IllegalArgumentException("no such interval: " + interval);
        };
    }

    private static ZonedDateTime end(ZonedDateTime start, String interval) {
        Long seconds = FIXED_SECONDS.get(interval);
        if (seconds != null) {
            return start.plusSeconds(seconds);
        }
        return switch (interval) {
            case "1d" -> start.plusDays(1);
            case "1w" -> start.plusWeeks(1);
            default -> start.plusMonths(1);
        };
    }

    private static long micros(ZonedDateTime time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
    }

    /** @param bucket at least one trade that is eligible for something, in order */
    private static BarValues values(List<Trade> bucket) {
        List<Trade> forOpenClose = eligible(bucket, OPEN_CLOSE);
        List<Trade> forHighLow = eligible(bucket, HIGH_LOW);
        List<Trade> forVolume = eligible(bucket, VOLUME);
        BigDecimal volume = volume(forVolume, trade -> true);
        BigDecimal notional = BigDecimal.ZERO.setScale(17);
        for (Trade trade : forVolume) {
            notional = notional.add(price(trade).multiply(size(trade)));
        }
        boolean sided = forVolume.stream().anyMatch(trade -> trade.aggressor() != Aggressor.UNKNOWN);
        return new BarValues(
                forOpenClose.stream().findFirst().map(ReferenceCandles::price),
                forHighLow.stream().map(ReferenceCandles::price).max(BigDecimal::compareTo),
                forHighLow.stream().map(ReferenceCandles::price).min(BigDecimal::compareTo),
                forOpenClose.isEmpty()
                        ? Optional.empty()
                        : Optional.of(price(forOpenClose.get(forOpenClose.size() - 1))),
                volume,
                notional,
                volume.signum() == 0 ? Optional.empty() : Optional.of(halfEven(notional, volume)),
                forVolume.size(),
                sided ? Optional.of(volume(forVolume, trade -> trade.aggressor() == Aggressor.BUY)) : Optional.empty(),
                sided ? Optional.of(volume(forVolume, trade -> trade.aggressor() == Aggressor.SELL)) : Optional.empty(),
                bucket.get(0).eventTimeMicros(),
                bucket.get(bucket.size() - 1).eventTimeMicros());
    }

    private static List<Trade> eligible(List<Trade> trades, int bit) {
        return trades.stream()
                .filter(trade -> (trade.eligibility() & bit) == bit)
                .toList();
    }

    private static BigDecimal volume(List<Trade> trades, Predicate<Trade> which) {
        return trades.stream()
                .filter(which)
                .map(ReferenceCandles::size)
                .reduce(BigDecimal.ZERO.setScale(8), BigDecimal::add);
    }

    /** Nine places by whole quotient and remainder, so that not even the rounding is shared. */
    private static BigDecimal halfEven(BigDecimal notional, BigDecimal volume) {
        BigDecimal[] parts = notional.scaleByPowerOfTen(9).divideAndRemainder(volume, MathContext.UNLIMITED);
        int half = parts[1].multiply(BigDecimal.valueOf(2)).compareTo(volume);
        boolean odd = parts[0].toBigInteger().testBit(0);
        BigDecimal rounded = half > 0 || (half == 0 && odd) ? parts[0].add(BigDecimal.ONE) : parts[0];
        return rounded.scaleByPowerOfTen(-9).setScale(9, RoundingMode.UNNECESSARY);
    }

    private static BigDecimal price(Trade trade) {
        return new BigDecimal(trade.priceE9()).movePointLeft(9).setScale(9);
    }

    private static BigDecimal size(Trade trade) {
        return new BigDecimal(trade.sizeE8()).movePointLeft(8).setScale(8);
    }
}
