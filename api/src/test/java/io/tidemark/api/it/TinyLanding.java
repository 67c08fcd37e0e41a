package io.tidemark.api.it;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.EventLanding;
import io.tidemark.clickhouse.InstrumentTable;
import io.tidemark.clickhouse.LandingProgress;
import io.tidemark.clickhouse.PartitionRange;
import io.tidemark.clickhouse.QuarantineBlock;
import io.tidemark.clickhouse.QuoteBlock;
import io.tidemark.clickhouse.QuoteHeads;
import io.tidemark.clickhouse.StoredBars;
import io.tidemark.clickhouse.TopicEpochs;
import io.tidemark.clickhouse.TradeBlock;
import io.tidemark.clickhouse.TradeHeads;
import io.tidemark.clickhouse.TradeIdentity;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.wire.QuoteVerdicts;
import io.tidemark.wire.Topics;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Lands the log in ClickHouse through the same writers as the streaming job, in its order, without Spark and without its pace:
 * what the API reads is what would be there.
 */
final class TinyLanding implements AutoCloseable {
    private static final BarInterval[] STORED = {BarInterval.MIN_1, BarInterval.DAY_1};

    private final ClickHouse clickHouse;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicEpochs epochs;
    private final Map<String, String> topicIds;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Set<InstrumentId> registered = new HashSet<>();

    /** @param topicIds UUID by topic */
    TinyLanding(ClickHouse clickHouse, String bootstrapServers, Map<String, String> topicIds, int partitions) {
        this.clickHouse = clickHouse;
        this.epochs = new TopicEpochs(clickHouse);
        this.topicIds = topicIds;
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        for (String topic : topicIds.keySet()) {
            epochs.resolve(topic, topicIds.get(topic));
            for (int partition = 0; partition < partitions; partition++) {
                next.put(new TopicPartition(topic, partition), 0L);
            }
        }
    }

    /** Lands everything that the log holds now. */
    void landAll() {
        consumer.assign(next.keySet());
        next.forEach(consumer::seek);
        Map<TopicPartition, Long> ends = consumer.endOffsets(next.keySet());
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        while (!next.entrySet().stream().allMatch(one -> one.getValue() >= ends.getOrDefault(one.getKey(), 0L))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                records.computeIfAbsent(partition, first -> new ArrayList<>()).add(record);
                next.put(partition, record.offset() + 1);
            }
        }
        records.forEach(this::land);
    }

    private void land(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        int epoch = epochs.resolve(partition.topic(), topicIds.get(partition.topic()));
        ConsumerRecord<byte[], byte[]> last = records.get(records.size() - 1);
        PartitionRange range = new PartitionRange(
                partition.topic(), epoch, partition.partition(), records.get(0).offset(), last.offset() + 1);
        if (partition.topic().equals(Topics.TRADES)) {
            landTrades(range, records);
        } else {
            landQuotes(range, records);
        }
        new LandingProgress(clickHouse).write(range, last.timestamp() * 1_000L);
    }

    private void landTrades(PartitionRange range, List<ConsumerRecord<byte[], byte[]>> records) {
        TradeBlock trades = new TradeBlock();
        Set<BarKey> touched = new LinkedHashSet<>();
        Set<TradeIdentity> seen = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Verdict<TradeEvent> verdict =
                    TradeVerdicts.judge(record.key(), record.value(), record.timestamp() * 1_000L);
            TradeEvent event = ((Verdict.Accepted<TradeEvent>) verdict).event();
            trades.append(event, position(range, record));
            if (!event.isHeartbeat()) {
                register(event.instrument());
                seen.add(new TradeIdentity(event.instrument(), event.idEpoch(), event.tradeId()));
                touched.addAll(buckets(event));
            }
        }
        new EventLanding(clickHouse).land(range, trades, new QuarantineBlock());
        TradeHeads heads = new TradeHeads(clickHouse);
        // Any of them may have moved: more than need to be named does no harm.
        heads.apply(range, seen);
        writeBars(heads, range, touched, records.get(records.size() - 1).timestamp() * 1_000L);
    }

    private static List<BarKey> buckets(TradeEvent event) {
        List<BarKey> keys = new ArrayList<>();
        for (BarInterval interval : STORED) {
            long start = interval.startMicros(
                    event.eventTimeMicros(),
                    Instruments.calendarOf(event.instrument().venue()));
            keys.add(new BarKey(event.instrument(), interval, start));
        }
        return keys;
    }

    private void writeBars(TradeHeads heads, PartitionRange range, Set<BarKey> touched, long knownAtMicros) {
        Map<BarKey, BarAccumulator> folds = new HashMap<>();
        heads.tradesIn(
                touched,
                (key, trade) -> folds.computeIfAbsent(key, first -> new BarAccumulator())
                        .add(trade));
        List<Bar> bars = new ArrayList<>();
        for (BarKey key : touched) {
            long end = key.interval()
                    .endMicros(
                            key.startMicros(),
                            Instruments.calendarOf(key.instrument().venue()));
            BarStatus status = knownAtMicros >= end + 2_000_000L ? BarStatus.CLOSED : BarStatus.OPEN;
            BarVersion version = new BarVersion(
                    BarFold.VERSION, range.topicEpoch(), range.toOffset(), status, BarLayer.SPEED, 0, knownAtMicros);
            bars.add(new Bar(key, folds.getOrDefault(key, new BarAccumulator()).state(), version, 0));
        }
        new StoredBars(clickHouse).write(bars);
    }

    private void landQuotes(PartitionRange range, List<ConsumerRecord<byte[], byte[]>> records) {
        QuoteBlock quotes = new QuoteBlock();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Verdict<QuoteEvent> verdict =
                    QuoteVerdicts.judge(record.key(), record.value(), record.timestamp() * 1_000L);
            quotes.append(((Verdict.Accepted<QuoteEvent>) verdict).event(), position(range, record));
        }
        new EventLanding(clickHouse).land(range, quotes, new QuarantineBlock());
        new QuoteHeads(clickHouse).apply(range);
    }

    private void register(InstrumentId instrument) {
        if (registered.add(instrument)) {
            new InstrumentTable(clickHouse).register(List.of(Instruments.describe(instrument)));
        }
    }

    private static LogPosition position(PartitionRange range, ConsumerRecord<byte[], byte[]> record) {
        return new LogPosition(range.topicEpoch(), range.partition(), record.offset(), record.timestamp() * 1_000L);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
