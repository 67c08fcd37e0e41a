package io.tidemark.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.feed.publish.TopicAdmin;
import io.tidemark.feed.sim.SimulatorRun;
import io.tidemark.infra.embedded.KafkaServer;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.wire.Topics;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorIT {
    @TempDir
    private Path folder;

    @Test
    void publishedMarketIsInTheLogAsEventsAndTwoRunsShareNoId() {
        try (KafkaServer kafka = TestServers.startKafka(folder.resolve("kafka"))) {
            ensureTopics(kafka);
            SimulatorRun.Report first = run(kafka, 20_000, Duration.ZERO);
            SimulatorRun.Report second = run(kafka, 20_000, Duration.ZERO);
            assertThat(second.idEpoch()).isGreaterThan(first.idEpoch());
            assertThat(Files.exists(first.labels())).isTrue();

            List<ConsumerRecord<byte[], byte[]>> records = Log.read(kafka, Topics.TRADES);
            Set<String> ids = new HashSet<>();
            Map<Integer, Integer> heartbeats = new HashMap<>();
            Map<String, Integer> partitionOf = new HashMap<>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                TradeEvent event = event(record);
                if (event.isHeartbeat()) {
                    heartbeats.merge(record.partition(), 1, Integer::sum);
                    continue;
                }
                assertThat(ids.add(event.instrument() + " " + event.idEpoch() + " " + event.tradeId()))
                        .isTrue();
                String key = new String(record.key(), StandardCharsets.UTF_8);
                assertThat(partitionOf.merge(key, record.partition(), (known, seen) -> known))
                        .isEqualTo(record.partition());
            }
            assertThat(ids).hasSize(40_000);
            assertThat(heartbeats).containsOnlyKeys(0, 1);
            assertThat(heartbeats.get(0))
                    .isEqualTo(heartbeats.get(1))
                    .isEqualTo(Math.toIntExact(first.heartbeats() + second.heartbeats()));
            assertThat(second.endOffsets().get(Topics.TRADES).values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(records.size());
        }
    }

    @Test
    void liveMarketKeepsPaceWithTheWallClockAndEndsWhenItIsTold() {
        try (KafkaServer kafka = TestServers.startKafka(folder.resolve("kafka"))) {
            ensureTopics(kafka);
            SimulatorRun.Report report = run(kafka, 0, Duration.ofSeconds(2));
            assertThat(report.seconds()).isBetween(1.5, 10.0);
            assertThat(report.trades()).isBetween(1_500L, 2_500L);
            assertThat(report.quotes()).isEqualTo(report.trades());
            for (ConsumerRecord<byte[], byte[]> record : Log.read(kafka, Topics.TRADES)) {
                // The broker's clock is milliseconds, and a linger of some is wanted.
                assertThat(record.timestamp() * 1_000 - event(record).eventTimeMicros())
                        .isBetween(-2_000L, 5_000_000L);
            }
        }
    }

    private static void ensureTopics(KafkaServer kafka) {
        try (TopicAdmin topics = new TopicAdmin(Log.settings(kafka))) {
            topics.ensure(TopicAdmin.SPINE);
        }
    }

    private SimulatorRun.Report run(KafkaServer kafka, long trades, Duration duration) {
        SimulatorRun.Options options = new SimulatorRun.Options(20, 5, 1_000, 1, 60, trades, duration);
        try (EventPublisher publisher = new EventPublisher(Log.settings(kafka), "test-simulator")) {
            return new SimulatorRun(options, folder.resolve("home"), Clock.systemUTC()).run(publisher, () -> false);
        }
    }

    private static TradeEvent event(ConsumerRecord<byte[], byte[]> record) {
        Verdict<TradeEvent> verdict = TradeVerdicts.judge(record.key(), record.value(), record.timestamp() * 1_000);
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted<TradeEvent>) verdict).event();
    }
}
