package io.tidemark.infra.benchmarks.latency;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.infra.benchmarks.instance.Quiet;
import io.tidemark.infra.benchmarks.measure.Percentiles;
import io.tidemark.infra.benchmarks.measure.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Three threads, each of which asks one store every 50 ms; what a question itself takes is a part of what it sees. */
final class Polls {
    static final Duration EVERY = Duration.ofMillis(200);

    private final ClickHouseEvents events;
    private final TradesView view;
    private final LakeCommits lake;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, List<Long>> tookNanos = new LinkedHashMap<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile @Nullable LogRange range;
    private volatile boolean isStopped;

    Polls(ClickHouseEvents events, TradesView view, LakeCommits lake) {
        this.events = events;
        this.view = view;
        this.lake = lake;
    }

    ClickHouseEvents events() {
        return events;
    }

    TradesView view() {
        return view;
    }

    LakeCommits lake() {
        return lake;
    }

    static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    void start() {
        for (Poll poll : List.of(events, view, lake)) {
            List<Long> took = new ArrayList<>();
            tookNanos.put(poll.name(), took);
            Thread thread = new Thread(() -> run(poll, took), "poll-" + poll.name());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void run(Poll poll, List<Long> took) {
        try {
            while (!isOver(poll)) {
                long begun = System.nanoTime();
                poll.ask();
                took.add(System.nanoTime() - begun);
                Ticker.SYSTEM.awaitUntil(begun + EVERY.toNanos());
            }
            // Once more after all was landed: the last answer is complete.
            poll.ask();
        } catch (RuntimeException failed) {
            failure.compareAndSet(null, failed);
        }
    }

    private boolean isOver(Poll poll) {
        @Nullable LogRange everything = range;
        return isStopped || failure.get() != null || (everything != null && poll.hasSeen(everything));
    }

    /** Returns when every poll has seen everything of the range. */
    void awaitAll(LogRange everything, Duration patience) {
        range = everything;
        long deadline = System.nanoTime() + patience.toNanos();
        while (threads.stream().anyMatch(Thread::isAlive) && failure.get() == null) {
            if (System.nanoTime() > deadline) {
                isStopped = true;
                throw BenchException.failed("Not everything was seen within " + patience.toSeconds()
                        + " s after the last trade, by " + unfinished() + ": see ./tidemark status.");
            }
            Quiet.pause(EVERY);
        }
        @Nullable RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private String unfinished() {
        return threads.stream().filter(Thread::isAlive).map(Thread::getName).collect(Collectors.joining(", "));
    }

    /** What the questions themselves took: no latency that they see can be less. */
    Map<String, Object> floors() {
        Map<String, Object> floors = new LinkedHashMap<>();
        tookNanos.forEach((name, nanos) -> floors.put(
                name + "Question",
                Percentiles.of(nanos.stream().mapToLong(Long::longValue).toArray())
                        .toMillis()));
        return floors;
    }
}
