package io.tidemark.clickhouse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Lands ranges of the log exactly once. Presence in the tables is the proof, never an acknowledgement: a first try, a task's
 * retry, a replay with other boundaries and a restored checkpoint are the same call. Thread-safe; calls for one partition wait
 * for each other.
 */
public final class EventLanding {
    /** How often rows that turn out to be absent are sent again within one call. */
    private static final int ATTEMPTS = 4;

    private static final Duration INSERT_TIMEOUT = Duration.ofSeconds(120);

    private final ClickHouse clickHouse;

    public EventLanding(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * Writes the rows of both blocks that the store does not hold yet. Returning means that all of them are there.
     *
     * @param range what the blocks were made from; their offsets lie within and ascend
     * @throws ClickHouseException when the store is down or refuses; calling again, with any boundaries, is safe
     * @throws OvertakenException when another writer has fenced this one off
     */
    public LandingReport land(PartitionRange range, EventBlock events, QuarantineBlock rejected) {
        Writers writers = writersOf(range);
        long generation = writers.generation();
        writers.lock().lock();
        try {
            if (writers.isUncertain()) {
                kill(prefix(range.topic(), range.topicEpoch(), range.partition()));
                writers.setUncertain(false);
            }
            return new Landing(range, events, rejected, writers, generation).run();
        } finally {
            writers.lock().unlock();
        }
    }

    /**
     * Takes a partition over: whatever insert of it still runs on the server is killed, and callers of {@link #land} that are
     * under way in this JVM stop. When this returns, no older writer can add a row.
     */
    public void fence(String topic, int topicEpoch, int partition) {
        Writers writers = Writers.of(clickHouse, topic, topicEpoch, partition);
        writers.overtake();
        // Kills what the current holder of the lock waits for, so that it gives way.
        kill(prefix(topic, topicEpoch, partition));
        writers.lock().lock();
        try {
            kill(prefix(topic, topicEpoch, partition));
            writers.setUncertain(false);
        } finally {
            writers.lock().unlock();
        }
    }

    private Writers writersOf(PartitionRange range) {
        return Writers.of(clickHouse, range.topic(), range.topicEpoch(), range.partition());
    }

    static String prefix(String topic, int topicEpoch, int partition) {
        return "tidemark-land-" + topic + "-" + topicEpoch + "-" + partition + "-";
    }

    /** Returns when no query whose id begins so is running any more. */
    private void kill(String queryIdPrefix) {
        clickHouse.command(
                "KILL QUERY WHERE startsWith(query_id, {prefix:String}) SYNC", Map.of("prefix", queryIdPrefix));
    }

    /** One call of {@link #land}. */
    private final class Landing {
        private final PartitionRange range;
        private final List<EventBlock> blocks;
        private final Writers writers;
        private final long generation;
        private final String salt =
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        private int insertCount;

        Landing(PartitionRange range, EventBlock events, QuarantineBlock rejected, Writers writers, long generation) {
            this.range = range;
            this.blocks = List.of(events, rejected);
            this.writers = writers;
            this.generation = generation;
            LandingCheck.requireFit(range, events, rejected);
        }

        LandingReport run() {
            Presence presence = read();
            long before = presence.count();
            List<ClickHouseException> failures = new ArrayList<>();
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                List<LandingChunk> missing = LandingChunk.missing(blocks, presence);
                if (missing.isEmpty()) {
                    return report(presence, before);
                }
                if (sendAll(missing, attempt, failures)) {
                    return new LandingReport(rows() - before, before);
                }
                presence = read();
            }
            if (LandingChunk.missing(blocks, presence).isEmpty()) {
                return report(presence, before);
            }
            String last = failures.isEmpty()
                    ? "the server acknowledged rows and does not have them"
                    : failures.get(failures.size() - 1).getMessage();
            throw new ClickHouseException(
                    0,
                    last + " (landing " + range + " into " + blocks.get(0).table() + " gave up after " + ATTEMPTS
                            + " attempts; rows are still absent)");
        }

        private LandingReport report(Presence presence, long before) {
            return new LandingReport(presence.count() - before, before);
        }

        private long rows() {
            return (long) blocks.get(0).rows() + blocks.get(1).rows();
        }

        private Presence read() {
            requireCurrent();
            return Presence.read(clickHouse, blocks.get(0).table(), range);
        }

        /**
         * Sends every chunk; true when all were acknowledged at the first try. A chunk that goes out again keeps its token
         * once, so that a request that is still under way somewhere cannot add the rows a second time. A server that was
         * killed between its record of the token and the part drops that chunk and acknowledges it: presence shows it, and
         * the next attempt has another token.
         */
        private boolean sendAll(List<LandingChunk> missing, int attempt, List<ClickHouseException> failures) {
            for (LandingChunk chunk : missing) {
                requireCurrent();
                String queryId = prefix(range.topic(), range.topicEpoch(), range.partition()) + chunk.firstOffset()
                        + "-" + salt + "-" + insertCount++;
                String token = chunk.identity() + "-" + salt + "-" + attempt / 2;
                try {
                    writers.setUncertain(true);
                    clickHouse.insert(chunk.insert(queryId, token, INSERT_TIMEOUT));
                    writers.setUncertain(false);
                } catch (ClickHouseException e) {
                    failures.add(e);
                    settle(queryId, e);
                    return false;
                }
            }
            return attempt == 0;
        }

        /** Makes sure that an insert without an acknowledgement is over, one way or the other. */
        private void settle(String queryId, ClickHouseException failure) {
            try {
                kill(queryId);
                writers.setUncertain(false);
            } catch (ClickHouseException e) {
                // The server is away: the next call, by whomever, begins with the kill.
                failure.addSuppressed(e);
                throw failure;
            }
        }

        private void requireCurrent() {
            if (writers.generation() != generation) {
                throw new OvertakenException(range);
            }
        }
    }
}
