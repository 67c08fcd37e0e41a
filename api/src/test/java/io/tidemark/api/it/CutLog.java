package io.tidemark.api.it;

import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.wire.Topics;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One instrument's events as the log itself holds them, and what it says when it is cut at a moment. */
record CutLog(List<TradeState> events) {
    static CutLog read(World world, InstrumentId instrument) {
        List<TradeState> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", world.kafka.bootstrapServers(), "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.TRADES).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    long knownAt = record.timestamp() * 1_000L;
                    if (TradeVerdicts.judge(record.key(), record.value(), knownAt)
                                    instanceof Verdict.Accepted<TradeEvent> accepted
                            && accepted.event().instrument().equals(instrument)) {
                        LogPosition position = new LogPosition(0, record.partition(), record.offset(), knownAt);
                        events.add(new TradeState(accepted.event(), position));
                    }
                }
            }
        }
        return new CutLog(events);
    }

    /** The trades that stood, in their total order. */
    List<Trade> standingAt(long atMicros) {
        Map<Long, TradeState> states = new HashMap<>();
        for (TradeState state : events) {
            if (state.position().knownAtMicros() <= atMicros) {
                states.merge(state.event().tradeId(), state, TradeState::latest);
            }
        }
        return states.values().stream()
                .filter(TradeState::isPresent)
                .map(state -> state.event().trade())
                .sorted(Trade.ORDER)
                .toList();
    }
}
