package io.tidemark.infra.benchmarks.corrections;

import io.tidemark.infra.benchmarks.measure.Percentiles;
import io.tidemark.infra.benchmarks.measure.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One thread that asks one surface, again and again, for the bars of one side that have not shown their corrections yet. */
final class Watcher {
    static final Duration EVERY = Duration.ofMillis(500);

    private final Surface surface;
    private final Side side;
    private final Outstanding outstanding = new Outstanding();
    private final List<Long> tookNanos = new ArrayList<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean isStopped;

    Watcher(Surface surface, Side side) {
        this.surface = surface;
        this.side = side;
        this.thread = new Thread(this::run, "watch-" + surface.name() + "-" + side.label());
        thread.setDaemon(true);
    }

    Surface surface() {
        return surface;
    }

    Side side() {
        return side;
    }

    Outstanding outstanding() {
        return outstanding;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!isStopped) {
                long begun = System.nanoTime();
                Set<Place> places = outstanding.places();
                if (!places.isEmpty()) {
                    surface.ask(places, this::complete);
                }
                Ticker.SYSTEM.awaitUntil(begun + EVERY.toNanos());
            }
        } catch (RuntimeException failed) {
            failure.set(failed);
        }
    }

    private void complete(Map<Place, Long> highsE9, long took, long atNanos) {
        synchronized (tookNanos) {
            tookNanos.add(took);
        }
        highsE9.forEach((place, high) -> outstanding.saw(place, high, atNanos));
    }

    /** Throws what has ended the thread, if anything has. */
    void check() {
        @Nullable RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    void stop() {
        isStopped = true;
    }

    /** What its questions took: no delay that it sees can be less. Empty when it never had to ask. */
    Map<String, Object> floor() {
        synchronized (tookNanos) {
            return tookNanos.isEmpty()
                    ? Map.of()
                    : Percentiles.of(tookNanos.stream()
                                    .mapToLong(Long::longValue)
                                    .toArray())
                            .toMillis();
        }
    }
}
