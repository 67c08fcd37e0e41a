package io.tidemark.api.latest;

import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.wire.QuoteVerdicts;
import io.tidemark.wire.Topics;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** One pass over the log from chosen offsets into one {@link LatestBook}. Not thread-safe. */
final class LogSession {
    private final LatestBook book = new LatestBook();
    private final Map<TopicPartition, LogStart> starts;
    private final Map<TopicPartition, LogRange> ranges = new HashMap<>();
    private long rejected;

    LogSession(Map<TopicPartition, LogStart> starts) {
        this.starts = starts;
        starts.forEach((partition, start) -> start.before().values().forEach(history -> {
            if (history.instrument().endsWith(":*")) {
                book.heartbeat(
                        history.instrument().substring(0, history.instrument().length() - 2),
                        partition.partition(),
                        history.markMicros());
            }
        }));
    }

    LatestBook book() {
        return book;
    }

    /** Records that are not events: they lie in quarantine. */
    long rejected() {
        return rejected;
    }

    void apply(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            boolean isTrades = partition.topic().equals(Topics.TRADES);
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                long appendMicros = record.timestamp() * 1_000L;
                LogRange range = ranges.computeIfAbsent(partition, first -> begin(first, appendMicros));
                if (isTrades) {
                    trade(record, range, appendMicros);
                } else {
                    quote(record, range, appendMicros);
                }
            }
        }
    }

    private void trade(ConsumerRecord<byte[], byte[]> record, LogRange range, long appendMicros) {
        Verdict<TradeEvent> verdict = TradeVerdicts.judge(record.key(), record.value(), appendMicros);
        if (verdict instanceof Verdict.Accepted<TradeEvent> accepted) {
            book.apply(accepted.event(), range, record.offset(), appendMicros);
        } else {
            rejected++;
        }
    }

    private void quote(ConsumerRecord<byte[], byte[]> record, LogRange range, long appendMicros) {
        Verdict<QuoteEvent> verdict = QuoteVerdicts.judge(record.key(), record.value(), appendMicros);
        if (verdict instanceof Verdict.Accepted<QuoteEvent> accepted) {
            book.apply(accepted.event(), range, record.offset(), appendMicros);
        } else {
            rejected++;
        }
    }

    private LogRange begin(TopicPartition partition, long firstAppendMicros) {
        LogStart start = starts.getOrDefault(partition, LogStart.UNKNOWN);
        return start.isWholeLife()
                ? LogRange.wholeLife(partition.partition())
                : LogRange.from(partition.partition(), firstAppendMicros, start.before());
    }
}
