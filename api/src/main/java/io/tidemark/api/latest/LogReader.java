package io.tidemark.api.latest;

import io.tidemark.clickhouse.read.HistoryReader;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the topics {@code trades} and {@code quotes} on a thread of its own: every partition, no group, nothing committed.
 *
 * <p>It begins a little before where landing stands, so that what it has not read the store has. Whenever it cannot vouch for
 * what it holds (Kafka silent, too far behind, a topic recreated) it says so, forgets everything and begins again.
 */
final class LogReader implements Runnable {
    private static final Logger LOG = Logger.getLogger(LogReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final Duration TOPICS_EVERY = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** Without a word from Kafka for so long, memory is old. */
    private static final Duration SILENCE = Duration.ofSeconds(3);
    /** Records behind the end with which memory still counts as live. */
    private static final long LIVE_LAG = 20_000;

    private final LogClients clients;
    private final LogStarts starts;
    private final HistoryReader positions;
    private final long mostRecordsPerSecond;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile ReaderState state = ReaderState.STARTING;
    private volatile String detail = "not begun";
    private volatile Landed landed = Landed.NOTHING;
    private volatile long lagRecords;
    private volatile long lastHeardNanos = System.nanoTime();
    private volatile @Nullable LogSession session;

    LogReader(LogClients clients, LogStarts starts, HistoryReader positions, long mostRecordsPerSecond) {
        this.clients = clients;
        this.starts = starts;
        this.positions = positions;
        this.mostRecordsPerSecond = mostRecordsPerSecond;
    }

    /** What memory holds, if it can be relied upon now. */
    Optional<LatestBook> book() {
        LogSession current = session;
        boolean isHeard = System.nanoTime() - lastHeardNanos < SILENCE.toNanos();
        return current != null && state == ReaderState.LIVE && isHeard ? Optional.of(current.book()) : Optional.empty();
    }

    ReaderState state() {
        return state;
    }

    /** In words, for people. */
    String detail() {
        return detail;
    }

    Landed landed() {
        return landed;
    }

    long lagRecords() {
        return lagRecords;
    }

    void stop() {
        stopped.countDown();
    }

    @Override
    public void run() {
        while (!isStopped()) {
            try {
                follow();
            } catch (RuntimeException failure) {
                become(ReaderState.WAITING, String.valueOf(failure.getMessage()));
            }
            session = null;
            pause(RETRY);
        }
    }

    /** One session, until it cannot go on. */
    private void follow() {
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            List<LogTopic> topics = starts.topics();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(topics), SILENCE);
            Map<TopicPartition, Long> landedTo = starts.landedTo(topics);
            if (starts.isFlooded(ends, landedTo, mostRecordsPerSecond)) {
                become(ReaderState.YIELDING, "a load is under way; ClickHouse answers until it has landed");
                return;
            }
            Map<TopicPartition, LogStart> from = starts.choose(consumer, topics, ends, landedTo);
            LogSession fresh = new LogSession(from);
            consumer.assign(from.keySet());
            from.forEach((partition, start) -> consumer.seek(partition, start.offset()));
            session = fresh;
            become(ReaderState.STARTING, "reading up to the end of the log");
            read(consumer, fresh, topics);
        }
    }

    private void read(Consumer<byte[], byte[]> consumer, LogSession current, List<LogTopic> topics) {
        long nextCheck = System.nanoTime();
        long nextTopics = nextCheck + TOPICS_EVERY.toNanos();
        long readSinceCheck = 0;
        int hotChecks = 0;
        // The look-back may lie further behind the end than a reader that is live may fall.
        long mostBehind = LogStarts.MOST_BEHIND + behind(consumer);
        while (!isStopped()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            current.apply(records);
            readSinceCheck += records.count();
            long now = System.nanoTime();
            if (now < nextCheck) {
                continue;
            }
            nextCheck = now + CHECK_EVERY.toNanos();
            if (!check(consumer, topics)) {
                // Behind a silence a topic may have been recreated.
                nextTopics = now;
                continue;
            }
            // Reading up to the end may be fast; only a lasting flood, once live, is a load.
            hotChecks = state == ReaderState.LIVE && readSinceCheck > mostRecordsPerSecond ? hotChecks + 1 : 0;
            readSinceCheck = 0;
            if (state == ReaderState.LIVE) {
                mostBehind = LogStarts.MOST_BEHIND;
            }
            if (hotChecks >= 3 || lagRecords > mostBehind) {
                become(
                        ReaderState.YIELDING,
                        hotChecks >= 3
                                ? "more than " + mostRecordsPerSecond + " records/s arrive; ClickHouse answers"
                                : lagRecords + " records behind the end of the log; ClickHouse answers");
                return;
            }
            if (current.book().isFull()) {
                become(ReaderState.STARTING, "more revisions than are kept; beginning again");
                return;
            }
            if (now >= nextTopics) {
                nextTopics = now + TOPICS_EVERY.toNanos();
                if (!starts.isSameLog(topics)) {
                    become(ReaderState.STARTING, "a topic was recreated or has grown; beginning again");
                    return;
                }
            }
        }
    }

    /** How far behind the end, and how far landing is; hearing the ends is also the proof that Kafka is there. */
    private boolean check(Consumer<byte[], byte[]> consumer, List<LogTopic> topics) {
        long behind;
        try {
            behind = behind(consumer);
            lastHeardNanos = System.nanoTime();
            lagRecords = behind;
        } catch (KafkaException silent) {
            become(ReaderState.WAITING, "Kafka does not answer: " + silent.getMessage());
            return false;
        }
        refreshLanded(topics);
        if (behind <= LIVE_LAG) {
            become(ReaderState.LIVE, "at the end of the log");
        }
        return true;
    }

    private static long behind(Consumer<byte[], byte[]> consumer) {
        long behind = 0;
        for (Map.Entry<TopicPartition, Long> end :
                consumer.endOffsets(consumer.assignment(), CHECK_EVERY).entrySet()) {
            behind += Math.max(0, end.getValue() - consumer.position(end.getKey()));
        }
        return behind;
    }

    private void refreshLanded(List<LogTopic> topics) {
        Map<Integer, Long> trades = new HashMap<>(landed.trades());
        Map<Integer, Long> quotes = new HashMap<>(landed.quotes());
        try {
            for (LogTopic topic : topics) {
                (topic.name().equals(Topics.TRADES) ? trades : quotes)
                        .putAll(positions.landedTo(topic.name(), topic.epoch()));
            }
            landed = new Landed(trades, quotes);
        } catch (RuntimeException storeIsDown) {
            // An old answer only claims that less has landed than has.
            LOG.debugf("landing's progress is not known now: %s", storeIsDown.getMessage());
        }
    }

    private void become(ReaderState next, String words) {
        if (state != next) {
            LOG.infof("latest: %s, %s", next, words);
        }
        state = next;
        detail = words;
    }

    private static Collection<TopicPartition> partitions(List<LogTopic> topics) {
        return topics.stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void pause(Duration time) {
        try {
            if (stopped.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("latest: stopped");
            }
        } catch (InterruptedException interrupted) {
            stopped.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
