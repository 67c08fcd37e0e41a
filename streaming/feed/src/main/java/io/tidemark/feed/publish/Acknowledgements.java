package io.tidemark.feed.publish;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** One topic's acknowledged offsets, and the first failure. Called by the producer's one thread, read after a flush. */
final class Acknowledgements implements Callback {
    private static final int NEVER = 0;

    private final String topic;
    private final AtomicReference<Exception> failure;
    private long[] nextOffsets = new long[4];
    private long[] firstOffsets = new long[4];

    Acknowledgements(String topic, AtomicReference<Exception> failure) {
        this.topic = topic;
        this.failure = failure;
    }

    @Override
    public synchronized void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failed) {
        if (failed != null) {
            failure.compareAndSet(null, failed);
            return;
        }
        if (metadata == null) {
            return;
        }
        int partition = metadata.partition();
        if (partition >= nextOffsets.length) {
            nextOffsets = Arrays.copyOf(nextOffsets, partition + 8);
            firstOffsets = Arrays.copyOf(firstOffsets, partition + 8);
        }
        boolean isFirst = nextOffsets[partition] == NEVER;
        firstOffsets[partition] = isFirst ? metadata.offset() : Math.min(firstOffsets[partition], metadata.offset());
        nextOffsets[partition] = Math.max(nextOffsets[partition], metadata.offset() + 1);
    }

    /** The offsets after the last records. */
    synchronized void addNextTo(Map<String, Map<Integer, Long>> offsets) {
        addTo(offsets, nextOffsets);
    }

    synchronized void addFirstTo(Map<String, Map<Integer, Long>> offsets) {
        addTo(offsets, firstOffsets);
    }

    private void addTo(Map<String, Map<Integer, Long>> offsets, long[] ofPartitions) {
        Map<Integer, Long> mine = new TreeMap<>();
        for (int partition = 0; partition < nextOffsets.length; partition++) {
            if (nextOffsets[partition] > NEVER) {
                mine.put(partition, ofPartitions[partition]);
            }
        }
        if (!mine.isEmpty()) {
            offsets.put(topic, mine);
        }
    }
}
