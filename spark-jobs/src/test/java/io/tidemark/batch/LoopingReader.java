package io.tidemark.batch;

import static org.awaitility.Awaitility.await;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.number.Int128;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads the view of one-minute bars again and again, and notes whatever is neither the old bar nor the new one, once each. */
final class LoopingReader {
    private final ClickHouse clickHouse;
    private final Map<Long, BarState> newByStart = new HashMap<>();
    private final BarState old;
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private final Thread thread = new Thread(this::readOn, "reader");
    private volatile boolean isStopped;

    LoopingReader(ClickHouse clickHouse, List<Bar> expected, BarState old) {
        this.clickHouse = clickHouse;
        this.old = old;
        expected.forEach(bar -> newByStart.put(bar.key().startMicros(), bar.state()));
    }

    void start() {
        thread.start();
    }

    /** Lets so many whole reads happen. */
    void awaitRounds(int more) {
        int from = rounds.get();
        await().atMost(Duration.ofSeconds(30)).until(() -> rounds.get() >= from + more || !thread.isAlive());
    }

    List<String> stop() throws InterruptedException {
        isStopped = true;
        thread.join();
        return new ArrayList<>(problems);
    }

    private void readOn() {
        try {
            while (!isStopped) {
                readOnce();
                rounds.incrementAndGet();
            }
        } catch (RuntimeException failure) {
            problems.add("the reader failed: " + failure);
        }
    }

    private void readOnce() {
        Map<Long, Int128> volumes = new HashMap<>();
        clickHouse.query("SELECT start, volume FROM bars_1m").forEach(row -> {
            if (volumes.put(row.getLong(0), row.getInt128(1)) != null) {
                problems.add("twice: " + row.getLong(0));
            }
        });
        newByStart.forEach((start, state) -> {
            Int128 seen = volumes.remove(start);
            if (seen == null) {
                problems.add("missing: " + start);
            } else if (!seen.equals(state.volume()) && !seen.equals(old.volume())) {
                problems.add("neither old nor new at " + start + ": " + seen);
            }
        });
        volumes.keySet().forEach(start -> problems.add("invented: " + start));
    }
}
