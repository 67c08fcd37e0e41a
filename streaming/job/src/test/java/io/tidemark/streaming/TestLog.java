package io.tidemark.streaming;

import io.tidemark.market.event.TradeEvent;
import io.tidemark.wire.Topics;
import io.tidemark.wire.TradeCodec;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics and records of a test's own broker. */
final class TestLog implements AutoCloseable {
    static final int PARTITIONS = 2;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    TestLog(String bootstrapServers) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        this.producer = new KafkaProducer<>(properties);
    }

    void createTopics() throws Exception {
        List<NewTopic> topics = List.of(topic(Topics.TRADES), topic(Topics.QUOTES), topic(Topics.BARS));
        admin.createTopics(topics).all().get();
    }

    void delete(String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, PARTITIONS, (short) 1).configs(Map.of("message.timestamp.type", "LogAppendTime"));
    }

    /** Does what retention does: everything so far is gone. */
    void expireRecords(String topic) throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            all.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(-1));
        }
        admin.deleteRecords(all).all().get();
    }

    void create(String topic) throws Exception {
        admin.createTopics(List.of(topic(topic))).all().get();
    }

    void send(Collection<TradeEvent> events) {
        for (TradeEvent event : events) {
            byte[] key = event.instrument().toString().getBytes(StandardCharsets.UTF_8);
            if (event.isHeartbeat()) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    var unused = producer.send(
                            new ProducerRecord<>(Topics.TRADES, partition, key, TradeCodec.encode(event)));
                }
            } else {
                var unused = producer.send(new ProducerRecord<>(Topics.TRADES, key, TradeCodec.encode(event)));
            }
        }
        producer.flush();
    }

    void sendRaw(String topic, byte[] key, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(topic, key, value));
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
