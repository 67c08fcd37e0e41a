package io.tidemark.feed.publish;

import io.tidemark.settings.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes records as they are and says where each of them came to lie. */
public final class RecordPublisher implements AutoCloseable {
    private final String servers;
    private final KafkaProducer<byte[], byte[]> producer;

    /** Bytes for a topic. */
    public record Outgoing(String topic, byte[] key, byte[] value) {}

    /** Where the log holds a record. */
    public record Place(int partition, long offset) {}

    /** @param clientId how the broker's metrics and logs name this process */
    public RecordPublisher(KafkaSettings settings, String clientId) {
        servers = settings.bootstrapServers();
        producer = new KafkaProducer<>(EventPublisher.configuration(settings, clientId));
    }

    /** The places of the records, in their order, once all of them are acknowledged. */
    public List<Place> publish(List<Outgoing> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Outgoing record : records) {
            sent.add(producer.send(new ProducerRecord<>(record.topic(), record.key(), record.value())));
        }
        producer.flush();
        List<Place> places = new ArrayList<>();
        for (Future<RecordMetadata> one : sent) {
            places.add(place(one));
        }
        return places;
    }

    private Place place(Future<RecordMetadata> sent) {
        try {
            RecordMetadata metadata = sent.get();
            return new Place(metadata.partition(), metadata.offset());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw FeedException.failed("stopped while Kafka at " + servers + " took records", stopped);
        } catch (ExecutionException refused) {
            throw FeedException.componentDown(
                    "Kafka at " + servers + " did not take every record: see ./tidemark status, then do it again. ("
                            + refused.getMessage() + ")",
                    refused);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(30));
    }
}
