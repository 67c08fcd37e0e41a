package io.tidemark.infra.benchmarks.ingest;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.infra.benchmarks.instance.Quiet;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What each part does alone, on the records that were just landed: several times, of which the median counts. */
final class Floors {
    private static final Duration LONGEST_MERGE = Duration.ofSeconds(60);
    private static final int DECODE_THREADS = 2;

    private final Instance instance;
    private final int topicEpoch;
    private final LogRange rows;
    private final int repetitions;
    private final PrintStream progress;

    Floors(Instance instance, int topicEpoch, LogRange rows, int repetitions, PrintStream progress) {
        this.instance = instance;
        this.topicEpoch = topicEpoch;
        this.rows = rows;
        this.repetitions = repetitions;
        this.progress = progress;
    }

    /** Rows a second of each part; 0 where it was not measured. */
    record Result(double decode, double clickHouseOneClient, double clickHouseTwoClients, double delta) {
        static Result none() {
            return new Result(0, 0, 0, 0);
        }

        /**
         * What one machine can do that does all of it: one store needs decoding and inserts, the other a lake's commit, which has
         * its decoding in it.
         */
        double together() {
            return 1 / (1 / decode + 1 / clickHouseOneClient + 1 / delta);
        }

        Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            if (decode > 0) {
                json.put("decodeRowsPerSecond", Math.rint(decode));
                json.put("clickHouseOneClientRowsPerSecond", Math.rint(clickHouseOneClient));
                json.put("clickHouseTwoClientsRowsPerSecond", Math.rint(clickHouseTwoClients));
                json.put("deltaRowsPerSecond", Math.rint(delta));
                json.put("togetherRowsPerSecond", Math.rint(together()));
            }
            return json;
        }

        /** The landed rate as a share of each floor. */
        Map<String, Object> ratios(double landedPerSecond) {
            Map<String, Object> ratios = new LinkedHashMap<>();
            if (decode > 0) {
                ratios.put("ofDecode", share(landedPerSecond, decode));
                ratios.put("ofClickHouseOneClient", share(landedPerSecond, clickHouseOneClient));
                ratios.put("ofClickHouseTwoClients", share(landedPerSecond, clickHouseTwoClients));
                ratios.put("ofDelta", share(landedPerSecond, delta));
                ratios.put("ofTogether", share(landedPerSecond, together()));
            }
            return ratios;
        }

        private static double share(double landed, double floor) {
            return Math.round(landed / floor * 1_000) / 1_000.0;
        }
    }

    /** @param landed all records of the run, which the lake is counted for */
    Result measure(LogRange landed, SampleFolder samples) {
        awaitMerges();
        try (SampleFolder.Csv csv = samples.csv("floors", "floor", "repetition", "rows", "seconds")) {
            double decode = median("decode", csv, () -> DecodeFloor.seconds(instance.kafka(), rows, DECODE_THREADS));
            double one;
            double two;
            try (InsertFloor inserts = InsertFloor.prepare(instance, rows, topicEpoch)) {
                one = median("clickhouse-1", csv, () -> inserts.seconds(1));
                two = median("clickhouse-2", csv, () -> inserts.seconds(2));
            }
            try (DeltaFloor lake = DeltaFloor.prepare(instance, rows, topicEpoch)) {
                double delta = median("delta", csv, lake::seconds);
                lake.requireLanded(landed);
                return new Result(decode, one, two, delta);
            }
        }
    }

    /** Rows a second by the median of the repetitions. */
    private double median(String name, SampleFolder.Csv csv, DoubleSupplier seconds) {
        double[] all = new double[repetitions];
        for (int repetition = 0; repetition < repetitions; repetition++) {
            all[repetition] = seconds.getAsDouble();
            csv.row(name, repetition + 1, rows.records(), all[repetition]);
        }
        Arrays.sort(all);
        double perSecond = rows.records() / all[repetitions / 2];
        progress.printf("floor %-13s %,12.0f rows/s%n", name, perSecond);
        return perSecond;
    }

    /** ClickHouse tidies up what has landed; a floor beside that would be too low. */
    private void awaitMerges() {
        ClickHouse clickHouse = ClickHouse.connect(instance.clickHouse());
        long deadline = System.nanoTime() + LONGEST_MERGE.toNanos();
        while (System.nanoTime() < deadline
                && clickHouse
                                .query("SELECT count() FROM system.merges")
                                .first(row -> row.getLong(0))
                                .orElse(0L)
                        > 0) {
            Quiet.pause(Duration.ofSeconds(1));
        }
    }
}
