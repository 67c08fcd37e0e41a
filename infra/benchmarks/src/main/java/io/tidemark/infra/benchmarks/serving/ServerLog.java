package io.tidemark.infra.benchmarks.serving;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.ClickHouseException;
import io.tidemark.infra.benchmarks.instance.Quiet;
import io.tidemark.infra.benchmarks.measure.Percentiles;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the server itself says of the questions: how long each ran there, and how much processor time it took. */
final class ServerLog {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final ClickHouse clickHouse;

    ServerLog(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * Times are nanoseconds.
     *
     * @param elapsed from the question's arrival to its end; @param cpu of all its threads
     */
    record Sides(Timings elapsed, Timings cpu) {
        Map<String, Object> figure(String question) {
            Map<String, Object> figure = new LinkedHashMap<>();
            figure.putAll(elapsed.of(question).toMillis());
            figure.put("cpuP50Millis", Percentiles.millis(cpu.of(question).at(50)));
            return figure;
        }
    }

    /**
     * Of the questions of one phase, by their comments, which begin with {@code prefix}. Empty where there is no log, and where it
     * has not all of them: a server answers before it writes down that it has.
     */
    Sides read(String prefix, int questions) {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                clickHouse.command("SYSTEM FLUSH LOGS");
                Sides sides = new Sides(new Timings(), new Timings());
                if (read(prefix, sides) == questions) {
                    return sides;
                }
                Quiet.pause(BETWEEN_ATTEMPTS);
            }
        } catch (ClickHouseException refused) {
            if (refused.isNoAnswer()) {
                throw refused;
            }
            // A ClickHouse of the user's own may keep no such log, or not show it.
        }
        return new Sides(new Timings(), new Timings());
    }

    private long read(String prefix, Sides sides) {
        return clickHouse
                .query("SELECT log_comment,"
                        + " toUnixTimestamp64Micro(event_time_microseconds)"
                        + " - toUnixTimestamp64Micro(query_start_time_microseconds),"
                        + " toInt64(ProfileEvents['OSCPUVirtualTimeMicroseconds'])"
                        + " FROM system.query_log WHERE event_date >= today() - 1 AND type = 'QueryFinish'"
                        + " AND startsWith(log_comment, {prefix:String}) ORDER BY query_start_time_microseconds")
                .bind("prefix", prefix)
                .forEach(row -> {
                    String question = row.getText(0).substring(prefix.length());
                    sides.elapsed().add(question, row.getLong(1) * NANOS_PER_MICRO);
                    sides.cpu().add(question, row.getLong(2) * NANOS_PER_MICRO);
                });
    }
}
