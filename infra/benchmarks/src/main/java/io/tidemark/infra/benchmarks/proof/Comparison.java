package io.tidemark.infra.benchmarks.proof;

import io.tidemark.infra.benchmarks.measure.SampleFolder;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what is not as it should be, and writes the first of it down. A candle that is missing, or too many, differs in all its values. */
final class Comparison implements AutoCloseable {
    private static final int MOST_WRITTEN = 10_000;

    private final Map<String, Map<String, Count>> counts = new LinkedHashMap<>();
    private final SampleFolder.Csv compared;
    private final SampleFolder.Csv differences;
    private long written;

    private static final class Count {
        private long candles;
        private long values;
        private long differing;
    }

    Comparison(SampleFolder samples) {
        compared = samples.csv("compared", "surface", "interval", "instrument", "candles", "differing_values");
        differences =
                samples.csv("differences", "surface", "interval", "instrument", "start", "value", "should_be", "is");
    }

    /** Both lists by start. */
    void compare(String surface, String interval, InstrumentId instrument, List<Candle> shouldBe, List<Candle> served) {
        Count count = counts.computeIfAbsent(surface, name -> new LinkedHashMap<>())
                .computeIfAbsent(interval, name -> new Count());
        long before = count.differing;
        int next = 0;
        for (Candle candle : shouldBe) {
            while (next < served.size() && served.get(next).startMicros() < candle.startMicros()) {
                whole(count, surface, interval, instrument, served.get(next++), "no candle", "a candle");
            }
            count.candles++;
            count.values += Candle.NAMES.size();
            if (next < served.size() && served.get(next).startMicros() == candle.startMicros()) {
                values(count, surface, interval, instrument, candle, served.get(next++));
            } else {
                whole(count, surface, interval, instrument, candle, "a candle", "no candle");
            }
        }
        while (next < served.size()) {
            whole(count, surface, interval, instrument, served.get(next++), "no candle", "a candle");
        }
        compared.row(surface, interval, instrument, shouldBe.size(), count.differing - before);
    }

    private void values(
            Count count, String surface, String interval, InstrumentId instrument, Candle shouldBe, Candle is) {
        if (shouldBe.line().equals(is.line())) {
            return;
        }
        List<String> allWanted = shouldBe.values();
        List<String> allFound = is.values();
        for (int value = 0; value < Candle.NAMES.size(); value++) {
            String wanted = allWanted.get(value);
            String found = allFound.get(value);
            if (!wanted.equals(found)) {
                count.differing++;
                write(surface, interval, instrument, shouldBe, Candle.NAMES.get(value), wanted, found);
            }
        }
    }

    private void whole(
            Count count,
            String surface,
            String interval,
            InstrumentId instrument,
            Candle candle,
            String wanted,
            String is) {
        count.differing += Candle.NAMES.size();
        write(surface, interval, instrument, candle, "all", wanted, is);
    }

    private void write(
            String surface,
            String interval,
            InstrumentId instrument,
            Candle candle,
            String value,
            String wanted,
            String is) {
        if (written++ < MOST_WRITTEN) {
            differences.row(surface, interval, instrument, MicrosRange.text(candle.startMicros()), value, wanted, is);
        }
    }

    long differing() {
        return all().stream().mapToLong(count -> count.differing).sum();
    }

    long values() {
        return all().stream().mapToLong(count -> count.values).sum();
    }

    private List<Count> all() {
        List<Count> all = new ArrayList<>();
        counts.values().forEach(intervals -> all.addAll(intervals.values()));
        return all;
    }

    /** Of all surfaces and intervals. */
    long candles() {
        return all().stream().mapToLong(count -> count.candles).sum();
    }

    /** By surface and interval. */
    Map<String, Object> toJson() {
        Map<String, Object> surfaces = new LinkedHashMap<>();
        counts.forEach((surface, intervals) -> {
            Map<String, Object> figures = new LinkedHashMap<>();
            intervals.forEach((interval, count) -> {
                Map<String, Object> figure = new LinkedHashMap<>();
                figure.put("candles", count.candles);
                figure.put("values", count.values);
                figure.put("differingValues", count.differing);
                figures.put(interval, figure);
            });
            surfaces.put(surface, figures);
        });
        return surfaces;
    }

    @Override
    public void close() {
        compared.close();
        differences.close();
    }
}
