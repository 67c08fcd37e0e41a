package io.tidemark.clickhouse;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer per partition within this JVM: landings of one partition wait for each other, and one that a later {@code fence}
 * has overtaken stops instead of trying again. Another process is kept out by the lock on the home folder.
 */
final class Writers {
    private static final ConcurrentMap<String, Writers> BY_PARTITION = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock(true);
    private volatile long generation;
    /** Whether an insert of this partition may still be running that nobody waits for; at the start nobody knows. */
    private volatile boolean isUncertain = true;

    private Writers() {}

    static Writers of(ClickHouse clickHouse, String topic, int topicEpoch, int partition) {
        return BY_PARTITION.computeIfAbsent(
                clickHouse.settings().url() + "/" + clickHouse.settings().database() + "/" + topic + "/" + topicEpoch
                        + "/" + partition,
                key -> new Writers());
    }

    ReentrantLock lock() {
        return lock;
    }

    long generation() {
        return generation;
    }

    synchronized void overtake() {
        generation++;
    }

    boolean isUncertain() {
        return isUncertain;
    }

    void setUncertain(boolean uncertain) {
        this.isUncertain = uncertain;
    }
}
