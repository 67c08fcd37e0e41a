package io.tidemark.feed.publish;

import io.tidemark.market.event.Origin;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.wire.QuoteCodec;
import io.tidemark.wire.Topics;
import io.tidemark.wire.TradeCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events, each under its instrument's id. Idempotent and never transactional, so that offsets have no holes.
 *
 * <p>One thread publishes. What a broker refuses is thrown by the next call, at the latest by {@link #flush}: after a flush that
 * returned, everything before it is acknowledged.
 */
public final class EventPublisher implements AutoCloseable {
    /** A broker that is restarted comes back within this; records wait in the producer until then. */
    private static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(10);

    private final String servers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<InstrumentId, byte[]> keys = new HashMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Acknowledgements trades = new Acknowledgements(Topics.TRADES, failure);
    private final Acknowledgements quotes = new Acknowledgements(Topics.QUOTES, failure);

    /** @param clientId how the broker's metrics and logs name this process */
    public EventPublisher(KafkaSettings settings, String clientId) {
        servers = settings.bootstrapServers();
        producer = new KafkaProducer<>(configuration(settings, clientId));
    }

    static Map<String, Object> configuration(KafkaSettings settings, String clientId) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        configuration.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        // For simulated trades 23 bytes each against lz4's 41, for the same processor time in producer and broker
        // together.
        configuration.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 10);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L * 1024 * 1024);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis());
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT.toMillis());
        return configuration;
    }

    public void publish(TradeEvent event) {
        publishTrade(key(event.instrument()), TradeCodec.encode(event));
    }

    public void publish(QuoteEvent event) {
        publishQuote(key(event.instrument()), QuoteCodec.encode(event));
    }

    /** A value that is already encoded, or that is no event at all and belongs into quarantine. */
    public void publishTrade(byte[] key, byte[] value) {
        send(new ProducerRecord<>(Topics.TRADES, key, value), trades);
    }

    /** As {@link #publishTrade}. */
    public void publishQuote(byte[] key, byte[] value) {
        send(new ProducerRecord<>(Topics.QUOTES, key, value), quotes);
    }

    /**
     * Says in every partition of trades how far a venue's clock has come.
     *
     * @param idEpoch of the heartbeats' ids, which are their times
     * @param eventTimeMicros µs since the epoch
     */
    public void heartbeat(String venue, int idEpoch, long eventTimeMicros, long receivedAtMicros, Origin origin) {
        TradeEvent event = TradeEvent.heartbeat(venue, eventTimeMicros)
                .idEpoch(idEpoch)
                .tradeId(eventTimeMicros)
                .receivedAtMicros(receivedAtMicros)
                .origin(origin)
                .build();
        byte[] key = key(event.instrument());
        byte[] value = TradeCodec.encode(event);
        int partitions = producer.partitionsFor(Topics.TRADES).size();
        for (int partition = 0; partition < partitions; partition++) {
            send(new ProducerRecord<>(Topics.TRADES, partition, key, value), trades);
        }
    }

    /** Returns when everything that was published is acknowledged. */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    /** After a {@link #flush}: for each topic and partition that this publisher wrote to, the offset after its last record. */
    public Map<String, Map<Integer, Long>> endOffsets() {
        Map<String, Map<Integer, Long>> offsets = new TreeMap<>();
        trades.addNextTo(offsets);
        quotes.addNextTo(offsets);
        return offsets;
    }

    /** After a {@link #flush}: for each topic and partition that this publisher wrote to, the offset of its first record. */
    public Map<String, Map<Integer, Long>> beginOffsets() {
        Map<String, Map<Integer, Long>> offsets = new TreeMap<>();
        trades.addFirstTo(offsets);
        quotes.addFirstTo(offsets);
        return offsets;
    }

    private byte[] key(InstrumentId instrument) {
        byte[] known = keys.get(instrument);
        if (known == null) {
            known = instrument.toString().getBytes(StandardCharsets.UTF_8);
            keys.put(instrument, known);
        }
        return known;
    }

    // The future is not used: the callback keeps the first failure and the offsets.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        throwFailure();
        producer.send(record, callback);
    }

    private void throwFailure() {
        @Nullable Exception failed = failure.get();
        if (failed == null) {
            return;
        }
        if (failed instanceof TimeoutException) {
            throw FeedException.componentDown(
                    "Kafka at " + servers + " took no record for " + DELIVERY_TIMEOUT.toMinutes()
                            + " minutes: start it and run this again, it resumes. (" + failed.getMessage() + ")",
                    failed);
        }
        throw FeedException.failed("Kafka at " + servers + " refused a record: " + failed.getMessage(), failed);
    }

    /** Sends what is still waiting. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(30));
    }
}
