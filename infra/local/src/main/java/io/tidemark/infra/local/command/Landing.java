package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.process.Terminal;
import io.tidemark.infra.local.supervise.ComponentDown;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits until both stores have landed every record up to given offsets, and shows how far they are. */
final class Landing {
    static final List<String> STORES = List.of("lake", "clickhouse");
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration NEWS = Duration.ofSeconds(5);
    // A store may be down for ten minutes and land everything afterwards.
    private static final Duration PATIENCE_WITHOUT_PROGRESS = Duration.ofMinutes(15);

    private final LocalConfig config;
    private final PrintWriter err;
    private final boolean terminal = Terminal.isError();
    private long mostMissing = 1;
    private long lastPrinted;

    Landing(LocalConfig config, PrintWriter err) {
        this.config = config;
        this.err = err;
    }

    /** @throws ComponentDown when nothing lands any more */
    void await(JsonNode endOffsets) throws InterruptedException {
        long leastMissing = Long.MAX_VALUE;
        long lastProgress = System.nanoTime();
        while (true) {
            StreamingStatus status = StreamingStatus.ask(config);
            long lake = missing(status, "lake", endOffsets);
            long clickHouse = missing(status, "clickhouse", endOffsets);
            show(status.isThere(), lake, clickHouse);
            if (status.isThere() && lake + clickHouse == 0) {
                return;
            }
            refusal(status).ifPresent(refusal -> {
                throw new ComponentDown(refusal);
            });
            if (status.isThere() && lake + clickHouse < leastMissing) {
                leastMissing = lake + clickHouse;
                lastProgress = System.nanoTime();
            }
            if (System.nanoTime() - lastProgress > PATIENCE_WITHOUT_PROGRESS.toNanos()) {
                throw new ComponentDown("Nothing has landed for " + PATIENCE_WITHOUT_PROGRESS.toMinutes() + " minutes: "
                        + lake + " records are missing in the lake, " + clickHouse
                        + " in ClickHouse. They wait in Kafka."
                        + " See ./tidemark status and ./tidemark logs streaming.");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** What a query says that will not go on: to wait for it is in vain. */
    static Optional<String> refusal(StreamingStatus status) {
        for (JsonNode query : status.queries()) {
            if (query.path("state").asText().equals("refused")) {
                return Optional.of(query.path("lastError").asText() + " ("
                        + query.path("name").asText()
                        + " does not land any more; the records wait in Kafka. Repair the cause, run ./tidemark up, and"
                        + " load again: it goes on where it stopped.)");
            }
        }
        return Optional.empty();
    }

    static long missing(StreamingStatus status, String store, JsonNode endOffsets) {
        long[] missing = {0};
        endOffsets
                .fields()
                .forEachRemaining(topic -> topic.getValue().fields().forEachRemaining(partition -> {
                    long landed = status.landed(store, topic.getKey(), partition.getKey())
                            .orElse(0);
                    missing[0] += Math.max(0, partition.getValue().asLong() - landed);
                }));
        return missing[0];
    }

    private void show(boolean answers, long lake, long clickHouse) {
        mostMissing = Math.max(mostMissing, Math.max(lake, clickHouse));
        boolean done = lake + clickHouse == 0;
        boolean due = System.nanoTime() - lastPrinted > NEWS.toNanos();
        if (!terminal && !due && !done) {
            return;
        }
        lastPrinted = System.nanoTime();
        String line = answers
                ? "landing  lake " + bar(lake) + "  clickhouse " + bar(clickHouse)
                : "landing  the streaming job does not answer now; if it stays so, see ./tidemark status";
        err.print(terminal ? "\r" + line + "\u001b[K" + (done ? "\n" : "") : line + "\n");
        err.flush();
    }

    private String bar(long missing) {
        long percent = 100 - 100 * missing / mostMissing;
        int filled = (int) (percent / 10);
        return "█".repeat(filled) + "░".repeat(10 - filled) + " " + percent + " %";
    }
}
