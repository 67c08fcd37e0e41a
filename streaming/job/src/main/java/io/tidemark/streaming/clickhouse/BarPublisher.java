package io.tidemark.streaming.clickhouse;

import io.tidemark.market.bar.Bar;
import io.tidemark.wire.BarCodec;
import io.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends new and revised bars to the topic {@code bars}, at least once. */
final class BarPublisher {
    private final KafkaProducer<byte[], byte[]> producer;

    BarPublisher(String bootstrapServers) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, "65536");
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "60000");
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "20000");
        this.producer = new KafkaProducer<>(properties);
    }

    /** Returns when the broker has all of them. */
    void publish(Collection<Bar> bars) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        for (Bar bar : bars) {
            byte[] key = bar.key().instrument().toString().getBytes(StandardCharsets.UTF_8);
            var unused = producer.send(new ProducerRecord<>(Topics.BARS, key, BarCodec.encode(bar)), (sent, error) -> {
                if (error != null) {
                    failure.compareAndSet(null, error);
                }
            });
        }
        producer.flush();
        Exception error = failure.get();
        if (error != null) {
            throw new IllegalStateException(
                    "the topic bars did not take " + bars.size() + " bars: " + error.getMessage()
                            + ". The batch is repeated; check that Kafka has the topic and room on its disk.",
                    error);
        }
    }

    void close() {
        producer.close();
    }
}
