package io.tidemark.infra.benchmarks.instance;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.measure.Ticker;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Waits until an instance has nothing to do, and says so when it never will. */
public final class Quiet {
    private static final Duration WATCH = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final List<String> TOPICS = List.of(Topics.TRADES, Topics.QUOTES);

    private final LandingStatus status;
    private final LogEnds ends;

    public Quiet(LandingStatus status, LogEnds ends) {
        this.status = status;
        this.ends = ends;
    }

    /** Returns when both stores hold the whole log, of which nobody writes more. */
    public void await(Duration patience) {
        requireNoFeed();
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isLanded()) {
            if (System.nanoTime() > deadline) {
                LandingStatus.Answer answer = status.ask();
                throw BenchException.notReady(
                        "The stores have not caught up with the log within " + patience.toSeconds()
                                + " s. lake: " + answer.problem(LandingStatus.LAKE) + "; clickhouse: "
                                + answer.problem(LandingStatus.CLICKHOUSE) + ". Wait, or see ./tidemark status.");
            }
            pause(PAUSE);
        }
    }

    private void requireNoFeed() {
        Map<Integer, Long> trades = ends.of(Topics.TRADES);
        Map<Integer, Long> quotes = ends.of(Topics.QUOTES);
        pause(WATCH);
        if (!trades.equals(ends.of(Topics.TRADES)) || !quotes.equals(ends.of(Topics.QUOTES))) {
            throw BenchException.notReady("A feed publishes into this instance, so nothing of it can be measured:"
                    + " ./tidemark down, then ./tidemark up --feed none.");
        }
    }

    private boolean isLanded() {
        LandingStatus.Answer answer = status.ask();
        for (String store : List.of(LandingStatus.LAKE, LandingStatus.CLICKHOUSE)) {
            if (!answer.isRunning(store)) {
                return false;
            }
            for (String topic : TOPICS) {
                Map<Integer, Long> landed = answer.landed(store, topic);
                for (Map.Entry<Integer, Long> end : ends.of(topic).entrySet()) {
                    if (landed.getOrDefault(end.getKey(), 0L) < end.getValue()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Lets the time pass between two polls. */
    public static void pause(Duration time) {
        Ticker.SYSTEM.awaitUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(time.toMillis()));
        if (Thread.currentThread().isInterrupted()) {
            throw BenchException.failed("interrupted");
        }
    }
}
