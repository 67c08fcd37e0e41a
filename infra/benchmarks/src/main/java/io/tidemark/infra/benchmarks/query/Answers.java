package io.tidemark.infra.benchmarks.query;

import io.tidemark.infra.benchmarks.measure.CallSample;
import io.tidemark.infra.benchmarks.measure.OpenLoop;
import io.tidemark.infra.benchmarks.measure.Percentiles;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import io.tidemark.infra.benchmarks.measure.Ticker;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks questions in turn and keeps how long the answers took. */
final class Answers {
    /** Asked before, at the same rate, and not counted: the server's and this process's compilers have seen the path then. */
    private static final int WARM_UP_CALLS = 100;

    private static final int HEAVY_WARM_UP_CALLS = 5;

    private final QueryBench.Options options;
    private final PrintStream progress;
    private final OpenLoop loop = new OpenLoop(Ticker.SYSTEM);
    private final Map<Question, List<CallSample>> samples = new LinkedHashMap<>();

    Answers(QueryBench.Options options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    void ask(List<Question> questions, SampleFolder folder) {
        for (Question question : questions) {
            boolean isHeavy = question.kind() == Question.Kind.HEAVY;
            double rate = isHeavy ? options.heavyRate() : options.rate();
            loop.run(isHeavy ? HEAVY_WARM_UP_CALLS : WARM_UP_CALLS, rate, question.target());
            List<CallSample> calls =
                    loop.run(isHeavy ? options.heavyCalls() : options.calls(), rate, question.target());
            samples.put(question, calls);
            write(question, calls, folder);
            Percentiles latencies = percentiles(calls);
            progress.printf(
                    "%-14s p50 %9.3f ms  p99 %9.3f ms  failed %d%n",
                    question.name(),
                    Percentiles.millis(latencies.at(50)),
                    Percentiles.millis(latencies.at(99)),
                    failed(calls));
        }
    }

    private static void write(Question question, List<CallSample> calls, SampleFolder folder) {
        try (SampleFolder.Csv csv =
                folder.csv(question.name(), "call", "scheduledMillis", "latencyMillis", "bytes", "problem")) {
            calls.forEach(call -> csv.row(
                    call.number(),
                    Percentiles.millis(call.scheduledNanos()),
                    Percentiles.millis(call.latencyNanos()),
                    call.bytes(),
                    call.problem()));
        }
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(
                "failedCalls",
                samples.values().stream().mapToLong(Answers::failed).sum());
        samples.forEach((question, calls) -> {
            if (!question.isFloor()) {
                figures.put(question.name(), figure(calls));
            }
        });
        return figures;
    }

    Map<String, Object> floors() {
        Map<String, Object> floors = new LinkedHashMap<>();
        samples.forEach((question, calls) -> {
            if (question.isFloor()) {
                floors.put(question.name(), figure(calls));
            }
        });
        return floors;
    }

    /** How many times the floor of its path each question takes. */
    Map<String, Object> ratios() {
        Map<String, Object> ratios = new LinkedHashMap<>();
        samples.forEach((question, calls) -> {
            if (!question.isFloor()) {
                Percentiles floor = percentiles(floorOf(question));
                Percentiles own = percentiles(calls);
                Map<String, Object> ratio = new LinkedHashMap<>();
                ratio.put("p50OfFloor", times(own.at(50), floor.at(50)));
                ratio.put("p99OfFloor", times(own.at(99), floor.at(99)));
                ratios.put(question.name(), ratio);
            }
        });
        return ratios;
    }

    private List<CallSample> floorOf(Question question) {
        return samples.entrySet().stream()
                .filter(entry -> entry.getKey().isFloor() && entry.getKey().isSql() == question.isSql())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no floor was asked for " + question.name()));
    }

    private static double times(long own, long floor) {
        return Math.round(100.0 * own / Math.max(1, floor)) / 100.0;
    }

    private static Map<String, Object> figure(List<CallSample> calls) {
        Map<String, Object> figure = percentiles(calls).toMillis();
        figure.put("failed", failed(calls));
        figure.put("medianBytes", medianBytes(calls));
        return figure;
    }

    private static long medianBytes(List<CallSample> calls) {
        return calls.stream()
                .map(CallSample::bytes)
                .sorted()
                .skip(calls.size() / 2)
                .findFirst()
                .orElse(0L);
    }

    /** Of all calls: one that failed counts with the time until it did. */
    private static Percentiles percentiles(List<CallSample> calls) {
        return Percentiles.of(calls.stream().mapToLong(CallSample::latencyNanos).toArray());
    }

    private static long failed(List<CallSample> calls) {
        return calls.stream().filter(call -> !call.isOk()).count();
    }
}
