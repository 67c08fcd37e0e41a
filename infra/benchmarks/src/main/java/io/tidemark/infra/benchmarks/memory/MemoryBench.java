package io.tidemark.infra.benchmarks.memory;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.instance.LandingStatus;
import io.tidemark.infra.benchmarks.instance.LogEnds;
import io.tidemark.infra.benchmarks.instance.TidemarkCommand;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.measure.Machine;
import io.tidemark.infra.benchmarks.measure.Percentiles;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import io.tidemark.infra.benchmarks.measure.Ticker;
import io.tidemark.wire.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Adds up the proportional set sizes of an instance's processes every few seconds. This process does not count. */
public final class MemoryBench {
    /** What everything may take together. */
    private static final long LIMIT_BYTES = 6L << 30;

    private static final String TOGETHER = "together";

    private final Options options;
    private final Instance instance;
    private final PrintStream progress;
    private final Map<String, List<Long>> samples = new LinkedHashMap<>();

    public record Options(Duration length, Duration every) {
        public Options {
            if (every.toMillis() < 100 || length.compareTo(every) < 0) {
                throw new IllegalArgumentException(
                        "--every must be at least 0.1 s and --minutes at least as long, were " + every + " and "
                                + length);
            }
        }
    }

    public MemoryBench(Options options, Instance instance, PrintStream progress) {
        this.options = options;
        this.instance = instance;
        this.progress = progress;
    }

    public BenchReport run() {
        Machine machine = Machine.now();
        Processes processes = Processes.of(new TidemarkCommand(instance).status());
        if (!processes.down().isEmpty() || processes.pids().isEmpty()) {
            throw BenchException.notReady("Not everything is up (" + String.join(", ", processes.down())
                    + "): start an instance, ./tidemark up --feed sim --symbols 50.");
        }
        if (!processes.pids().containsKey("feed")) {
            throw BenchException.notReady("This instance has no feed, so its memory would be that of an idle one:"
                    + " ./tidemark down, then ./tidemark up --feed sim --symbols 50.");
        }
        SampleFolder folder = SampleFolder.create(instance.home(), "memory", Instant.now());
        progress.printf(
                "%d processes for %s, every %s; samples go to %s%n",
                processes.pids().size(), options.length(), options.every(), folder.path());
        long tradesBefore = trades();
        sample(processes.pids(), folder);
        Map<String, Object> settings = settings(processes, trades() - tradesBefore);
        Map<String, Object> figures = figures();
        double share = (double) most(TOGETHER) / LIMIT_BYTES;
        return new BenchReport(
                "memory",
                machine,
                settings,
                figures,
                Map.of("limitBytes", LIMIT_BYTES),
                Map.of("maxOfLimit", Math.round(share * 1_000) / 1_000.0),
                folder.path());
    }

    private void sample(Map<String, Long> pids, SampleFolder folder) {
        long begun = System.nanoTime();
        long end = begun + options.length().toNanos();
        List<String> columns = new ArrayList<>(List.of("seconds"));
        columns.addAll(pids.keySet());
        columns.add(TOGETHER);
        try (SampleFolder.Csv csv = folder.csv("pss", columns.toArray(String[]::new))) {
            for (long due = begun; due <= end; due += options.every().toNanos()) {
                Ticker.SYSTEM.awaitUntil(due);
                List<Object> row = new ArrayList<>(List.of((System.nanoTime() - begun) / 1_000_000 / 1e3));
                long sum = 0;
                for (Map.Entry<String, Long> component : pids.entrySet()) {
                    long bytes = pss(component.getKey(), component.getValue());
                    samples.computeIfAbsent(component.getKey(), name -> new ArrayList<>())
                            .add(bytes);
                    row.add(bytes);
                    sum += bytes;
                }
                samples.computeIfAbsent(TOGETHER, name -> new ArrayList<>()).add(sum);
                row.add(sum);
                csv.row(row.toArray());
            }
        }
    }

    private static long pss(String component, long pid) {
        OptionalLong bytes = Processes.pssBytes(pid);
        return bytes.orElseThrow(() -> BenchException.failed("Component " + component + " (pid " + pid
                + ") ended during the measurement: see ./tidemark logs " + component + "."));
    }

    private Map<String, Object> settings(Processes processes, long tradesArrived) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("minutes", options.length().toMillis() / 60_000.0);
        settings.put("everySeconds", options.every().toMillis() / 1e3);
        settings.put("components", String.join(" ", processes.pids().keySet()));
        settings.put(
                "tradesPerSecond",
                Math.rint(10.0 * tradesArrived / options.length().toSeconds()) / 10);
        LandingStatus.Answer status = new LandingStatus(instance).ask();
        settings.put("lakeLagRecordsAtEnd", status.lagRecords(LandingStatus.LAKE));
        settings.put("clickHouseLagRecordsAtEnd", status.lagRecords(LandingStatus.CLICKHOUSE));
        return settings;
    }

    /** How many records the topic of trades has seen: what the feed really did. */
    private long trades() {
        try (LogEnds ends = new LogEnds(instance.kafka())) {
            return ends.of(Topics.TRADES).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        samples.forEach((component, bytes) -> {
            Map<String, Object> figure = new LinkedHashMap<>();
            figure.put("medianPssBytes", percentiles(bytes).at(50));
            figure.put("maxPssBytes", most(component));
            figures.put(component, figure);
        });
        return figures;
    }

    private long most(String component) {
        return percentiles(samples.getOrDefault(component, List.of(0L))).at(100);
    }

    private static Percentiles percentiles(List<Long> bytes) {
        return Percentiles.of(bytes.stream().mapToLong(Long::longValue).toArray());
    }
}
