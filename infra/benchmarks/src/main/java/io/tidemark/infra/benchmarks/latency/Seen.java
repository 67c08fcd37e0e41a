package io.tidemark.infra.benchmarks.latency;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.infra.benchmarks.measure.Percentiles;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import io.tidemark.market.instrument.InstrumentId;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** When each trade of a run was seen first, by what the polls saw. */
final class Seen {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final ClickHouse clickHouse;
    private final int topicEpoch;
    private final LogRange range;
    private final long countsFromMicros;
    private final int idEpoch;

    Seen(ClickHouse clickHouse, int topicEpoch, LogRange range, long countsFromMicros, int idEpoch) {
        this.clickHouse = clickHouse;
        this.topicEpoch = topicEpoch;
        this.range = range;
        this.countsFromMicros = countsFromMicros;
        this.idEpoch = idEpoch;
    }

    Map<String, Object> figures(Polls polls, SampleFolder folder) {
        Latencies appended = new Latencies();
        Latencies events = new Latencies();
        Latencies view = new Latencies();
        Latencies delta = new Latencies();
        Map<Integer, InstrumentId> busiest = polls.view().instruments();
        try (SampleFolder.Csv csv = folder.csv(
                "trades",
                "partition",
                "offset",
                "producedMicros",
                "appendedMillis",
                "clickHouseMillis",
                "deltaMillis")) {
            clickHouse
                    .query("SELECT `partition`, `offset`, event_time, known_at, instrument FROM trade_events"
                            + " WHERE topic_epoch = " + topicEpoch + " AND " + range.condition()
                            + " AND action = 'NEW' AND id_epoch = " + idEpoch
                            + " AND event_time >= fromUnixTimestamp64Micro({from:Int64}, 'UTC')"
                            + " ORDER BY `partition`, `offset`")
                    .bind("from", countsFromMicros)
                    .timeout(LONGEST)
                    .forEach(row -> {
                        int partition = row.getInt(0);
                        long offset = row.getLong(1);
                        long produced = row.getLong(2);
                        long inEvents = polls.events().of(partition).seenAtMicros(offset) - produced;
                        long inLake = polls.lake().of(partition).seenAtMicros(offset) - produced;
                        appended.add(row.getLong(3) - produced);
                        events.add(inEvents);
                        delta.add(inLake);
                        InstrumentId marked = busiest.get(partition);
                        if (marked != null && marked.toString().equals(row.getText(4))) {
                            view.add(polls.view().of(partition).seenAtMicros(produced) - produced);
                        }
                        csv.row(
                                partition,
                                offset,
                                produced,
                                (row.getLong(3) - produced) / 1e3,
                                inEvents / 1e3,
                                inLake / 1e3);
                    });
        }
        if (events.isEmpty() || view.isEmpty()) {
            throw BenchException.failed("No trade was produced in the seconds that count: raise --rate or --seconds.");
        }
        writeView(folder, view);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("toClickHouseEvents", events.figure());
        figures.put("toClickHouseView", view.figure());
        figures.put("toDelta", delta.figure());
        figures.put("toLogAppend", appended.figure());
        figures.put("deltaSeenAfterCommit", commitDelays(polls));
        return figures;
    }

    private static void writeView(SampleFolder folder, Latencies view) {
        try (SampleFolder.Csv csv = folder.csv("view", "clickHouseViewMillis")) {
            for (long micros : view.micros()) {
                csv.row(micros / 1e3);
            }
        }
    }

    /** Whether a commit was really seen when it was made: the writer's clock against the poll's. */
    private static Map<String, Object> commitDelays(Polls polls) {
        Latencies delays = new Latencies();
        polls.lake().delaysMicros().forEach(delays::add);
        return delays.figure();
    }

    /** A growing list of µs. */
    private static final class Latencies {
        private long[] micros = new long[1024];
        private int size;

        void add(long one) {
            if (size == micros.length) {
                micros = Arrays.copyOf(micros, 2 * size);
            }
            micros[size++] = one;
        }

        boolean isEmpty() {
            return size == 0;
        }

        long[] micros() {
            return Arrays.copyOf(micros, size);
        }

        Map<String, Object> figure() {
            return Percentiles.of(Arrays.stream(micros())
                            .map(one -> one * NANOS_PER_MICRO)
                            .toArray())
                    .toMillis();
        }
    }
}
