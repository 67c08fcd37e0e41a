package io.tidemark.infra.benchmarks.proof;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.market.instrument.InstrumentId;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Goes through the instruments group by group. While the candles of one group are made plainly and compared, the servers are asked for
 * those of the next, each surface by a thread of its own: what waits is not what computes.
 */
final class SideBySide implements AutoCloseable {
    /** So many of a week's minutes are some 20 MB for each surface, and the longest answer of SQL. */
    private static final int GROUP = 8;

    private final PlainCandles plain;
    private final Surface lake;
    private final List<Surface> asked;
    private final Stopwatch watch;
    private final List<ExecutorService> threads = new ArrayList<>();

    /** @param lake asked by the calling thread, because it reads its tables from the beginning to the end */
    SideBySide(PlainCandles plain, Surface lake, List<Surface> asked, Stopwatch watch) {
        this.plain = plain;
        this.lake = lake;
        this.asked = asked;
        this.watch = watch;
        asked.forEach(surface -> threads.add(Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, surface.name());
            thread.setDaemon(true);
            return thread;
        })));
    }

    /** A group whose answers are on their way, by surface. */
    private record Asked(
            List<InstrumentId> group, Map<Surface, Future<Map<String, Map<InstrumentId, List<Candle>>>>> answers) {}

    /** @param instruments in the order of their text */
    void compare(List<InstrumentId> instruments, Comparison comparison, PrintStream progress) {
        List<List<InstrumentId>> groups = new ArrayList<>();
        for (int first = 0; first < instruments.size(); first += GROUP) {
            groups.add(instruments.subList(first, Math.min(first + GROUP, instruments.size())));
        }
        int done = 0;
        Optional<Asked> next = groups.isEmpty() ? Optional.empty() : Optional.of(ask(groups.get(0)));
        for (int number = 0; next.isPresent(); number++) {
            Asked current = next.get();
            next = number + 1 < groups.size() ? Optional.of(ask(groups.get(number + 1))) : Optional.empty();
            compare(current, comparison);
            done += current.group().size();
            progress.printf(
                    "compared %,d of %,d instruments: %,d candles, %,d values, %,d differ, after %.0f s%n",
                    done,
                    instruments.size(),
                    comparison.candles(),
                    comparison.values(),
                    comparison.differing(),
                    watch.elapsedSeconds());
        }
    }

    private Asked ask(List<InstrumentId> group) {
        Map<Surface, Future<Map<String, Map<InstrumentId, List<Candle>>>>> answers = new LinkedHashMap<>();
        for (int number = 0; number < asked.size(); number++) {
            Surface surface = asked.get(number);
            answers.put(surface, threads.get(number).submit(() -> answer(surface, group)));
        }
        return new Asked(group, answers);
    }

    private Map<String, Map<InstrumentId, List<Candle>>> answer(Surface surface, List<InstrumentId> group) {
        return watch.time(surface.name(), () -> {
            Map<String, Map<InstrumentId, List<Candle>>> candles = new HashMap<>();
            Buckets.INTERVALS.forEach(interval -> candles.put(interval, surface.candles(group, interval)));
            return candles;
        });
    }

    private void compare(Asked current, Comparison comparison) {
        Map<InstrumentId, Map<String, List<Candle>>> shouldBe = new LinkedHashMap<>();
        watch.time("plain", () -> {
            current.group().forEach(instrument -> shouldBe.put(instrument, plain.of(instrument)));
            return shouldBe;
        });
        compare(lake, shouldBe, answer(lake, current.group()), comparison);
        current.answers().forEach((surface, answer) -> compare(surface, shouldBe, got(answer), comparison));
    }

    private static void compare(
            Surface surface,
            Map<InstrumentId, Map<String, List<Candle>>> shouldBe,
            Map<String, Map<InstrumentId, List<Candle>>> served,
            Comparison comparison) {
        shouldBe.forEach((instrument, wanted) -> {
            for (String interval : Buckets.INTERVALS) {
                comparison.compare(
                        surface.name(),
                        interval,
                        instrument,
                        wanted.getOrDefault(interval, List.of()),
                        served.getOrDefault(interval, Map.of()).getOrDefault(instrument, List.of()));
            }
        });
    }

    private static <T> T got(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw BenchException.failed("the comparison failed: " + failure.getCause(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BenchException.failed("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdownNow);
    }
}
