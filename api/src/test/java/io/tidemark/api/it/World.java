package io.tidemark.api.it;

import com.sun.net.httpserver.HttpServer;
import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.Migrations;
import io.tidemark.infra.embedded.ClickHouseServer;
import io.tidemark.infra.embedded.KafkaServer;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.settings.ClickHouseSettings;
import io.tidemark.wire.QuoteCodec;
import io.tidemark.wire.Topics;
import io.tidemark.wire.TradeCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Everything around the API: a broker, a ClickHouse, a landing that is called by hand, and the streaming job's status page. */
final class World implements AutoCloseable {
    static final String FRONTIER = "2026-03-01T12:00:00Z";
    private static final int PARTITIONS = 2;

    final KafkaServer kafka;
    final ClickHouseServer clickHouse;
    final TinyLanding landing;
    private final HttpServer streaming;
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile int streamingReady = 200;

    World(Path folder) {
        kafka = TestServers.startKafka(folder.resolve("kafka"));
        clickHouse = TestServers.startClickHouse(folder.resolve("clickhouse"));
        Migrations.apply(owner());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "enable.idempotence", "true"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        landing = new TinyLanding(owner(), kafka.bootstrapServers(), createTopics(), PARTITIONS);
        streaming = streamingJob();
    }

    ClickHouse owner() {
        return ClickHouse.connect(
                new ClickHouseSettings(clickHouse.url(), "tidemark", clickHouse.passwordOf("tidemark"), "tidemark"));
    }

    /** What the API is started with. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("CLICKHOUSE_URL", clickHouse.url().toString());
        environment.put("CLICKHOUSE_USER", "api");
        environment.put("CLICKHOUSE_PASSWORD", clickHouse.passwordOf("api"));
        // Nobody listens there: the tests of jobs have a scheduler of their own.
        environment.put("TIDEMARK_SCHEDULER_URL", "http://127.0.0.1:1");
        environment.put(
                "TIDEMARK_STREAMING_URL",
                "http://127.0.0.1:" + streaming.getAddress().getPort());
        return environment;
    }

    void publish(Collection<TradeEvent> trades) {
        for (TradeEvent trade : trades) {
            byte[] value = TradeCodec.encode(trade);
            if (trade.isHeartbeat()) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    send(new ProducerRecord<>(Topics.TRADES, partition, key(trade.instrument()), value));
                }
            } else {
                send(new ProducerRecord<>(Topics.TRADES, key(trade.instrument()), value));
            }
        }
        producer.flush();
    }

    void publishQuotes(Collection<QuoteEvent> quotes) {
        quotes.forEach(
                quote -> send(new ProducerRecord<>(Topics.QUOTES, key(quote.instrument()), QuoteCodec.encode(quote))));
        producer.flush();
    }

    void publishGarbage() {
        send(new ProducerRecord<>(Topics.TRADES, 0, "nobody".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3}));
        producer.flush();
    }

    void streamingAnswers(int readyStatus) {
        streamingReady = readyStatus;
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (done, failure) -> {
            if (failure != null) {
                throw new IllegalStateException("not published: " + record.topic(), failure);
            }
        });
    }

    private static byte[] key(Object instrument) {
        return instrument.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> createTopics() {
        Map<String, String> settings = Map.of("message.timestamp.type", "LogAppendTime");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            List<String> names = List.of(Topics.TRADES, Topics.QUOTES);
            admin.createTopics(names.stream()
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1).configs(settings))
                            .toList())
                    .all()
                    .get();
            Map<String, String> ids = new HashMap<>();
            admin.describeTopics(names)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
            return ids;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("topics cannot be created", e);
        }
    }

    private HttpServer streamingJob() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 16);
            server.createContext("/health/ready", exchange -> {
                exchange.sendResponseHeaders(streamingReady, -1);
                exchange.close();
            });
            server.createContext("/status", exchange -> {
                byte[] body = ("{\"queries\":[{\"name\":\"clickhouse\",\"batchId\":7,\"lagRecords\":0}],\"frontier\":"
                                + "{\"clickhouse\":\"" + FRONTIER + "\"},\"tidemark\":{}}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        landing.close();
        streaming.stop(0);
        kafka.close();
        clickHouse.close();
    }
}
