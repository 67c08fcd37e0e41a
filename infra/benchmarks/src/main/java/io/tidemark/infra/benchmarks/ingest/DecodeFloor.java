package io.tidemark.infra.benchmarks.ingest;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the log and judges every record, and keeps nothing: what no store can be faster than. */
final class DecodeFloor {
    private static final long MICROS_PER_MILLI = 1_000;

    private DecodeFloor() {}

    /** Partitions are dealt out among the threads. */
    static double seconds(KafkaSettings kafka, LogRange rows, int threads) {
        List<List<Integer>> shares = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            shares.add(new ArrayList<>());
        }
        rows.from()
                .keySet()
                .forEach(partition -> shares.get(partition % threads).add(partition));

        LongAdder accepted = new LongAdder();
        long begun = System.nanoTime();
        List<CompletableFuture<Void>> readers = shares.stream()
                .filter(share -> !share.isEmpty())
                .map(share -> CompletableFuture.runAsync(() -> judge(kafka, rows, share, accepted), DecodeFloor::start))
                .toList();
        readers.forEach(CompletableFuture::join);
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (accepted.sum() != rows.records()) {
            throw BenchException.failed("of " + rows.records() + " records " + accepted.sum() + " are events");
        }
        return seconds;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "decode");
        thread.setDaemon(true);
        thread.start();
    }

    private static void judge(KafkaSettings kafka, LogRange rows, List<Integer> partitions, LongAdder accepted) {
        long[] count = new long[1];
        RangeReader.read(kafka, rows, partitions, record -> {
            if (verdict(record) instanceof Verdict.Accepted<TradeEvent>) {
                count[0]++;
            }
        });
        accepted.add(count[0]);
    }

    static Verdict<TradeEvent> verdict(ConsumerRecord<byte[], byte[]> record) {
        return TradeVerdicts.judge(record.key(), record.value(), record.timestamp() * MICROS_PER_MILLI);
    }
}
