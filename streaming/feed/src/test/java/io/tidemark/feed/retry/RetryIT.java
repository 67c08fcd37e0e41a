package io.tidemark.feed.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.feed.Log;
import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.feed.publish.FeedException;
import io.tidemark.feed.publish.TopicAdmin;
import io.tidemark.infra.embedded.KafkaServer;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.wire.Topics;
import io.tidemark.wire.TradeCodec;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quarantined records that are published again, as quarantine keeps them. */
class RetryIT {
    private static final Instant EVENT = Instant.parse("2026-03-02T14:30:00Z");
    private static final byte[] VALUE = TradeCodec.encode(trade());

    @TempDir
    private Path folder;

    @Test
    void aRecordFromTheFutureIsAcceptedOnceItsTimeHasCome() throws IOException {
        Path file = records(line("a", "us:SPY", VALUE));

        assertThat(RetryRun.asTheyAre(at(EVENT.minusSeconds(120)))
                        .judge(file)
                        .report()
                        .records())
                .satisfiesExactly(outcome -> {
                    assertThat(outcome.accepted()).isFalse();
                    assertThat(outcome.reason()).isEqualTo("future");
                });
        assertThat(RetryRun.asTheyAre(at(EVENT)).judge(file).report().records())
                .satisfiesExactly(outcome -> assertThat(outcome.accepted()).isTrue());
    }

    @Test
    void aWrongKeyIsMendedOnlyWhenThatIsWanted() throws IOException {
        Path file = records(
                line("a", "us:QQQ", VALUE),
                "{\"id\":\"b\",\"topic\":\"trades\",\"key\":null,\"value\":\""
                        + HexFormat.of().formatHex(VALUE) + "\"}");

        assertThat(RetryRun.asTheyAre(at(EVENT)).judge(file).report().records())
                .extracting(RetryRun.Outcome::reason)
                .containsExactly("key_mismatch", "key_mismatch");
        assertThat(RetryRun.mendingKeys(at(EVENT)).judge(file).report().records())
                .allMatch(RetryRun.Outcome::accepted)
                .allMatch(outcome -> outcome.note().contains("us:SPY"));
    }

    @Test
    void whatIsAcceptedLandsUnderItsOwnIdentityAndTheRestStaysWhereItIs() throws IOException {
        Path file = records(
                line("garbage", "us:SPY", new byte[] {1, 2, 3}),
                line("good", "us:SPY", VALUE),
                "{\"id\":\"empty\",\"topic\":\"trades\",\"key\":null,\"value\":null}",
                line("misplaced", "us:QQQ", VALUE));
        try (KafkaServer kafka = TestServers.startKafka(folder.resolve("kafka"))) {
            try (TopicAdmin topics = new TopicAdmin(Log.settings(kafka))) {
                topics.ensure(TopicAdmin.SPINE);
            }
            try (EventPublisher before = new EventPublisher(Log.settings(kafka), "test")) {
                before.publish(trade());
                before.flush();
            }

            RetryRun.Report report =
                    RetryRun.mendingKeys(Clock.systemUTC()).judge(file).publish(Log.settings(kafka));

            List<ConsumerRecord<byte[], byte[]>> log = Log.read(kafka, Topics.TRADES);
            assertThat(log).hasSize(3);
            assertThat(report.records())
                    .extracting(RetryRun.Outcome::id, RetryRun.Outcome::reason, RetryRun.Outcome::offset)
                    .containsExactly(
                            tuple("garbage", "malformed", -1L),
                            tuple("good", "", 1L),
                            tuple("empty", "empty", -1L),
                            tuple("misplaced", "", 2L));
            assertThat(report.endOffsets())
                    .isEqualTo(Map.of(Topics.TRADES, Map.of(log.get(2).partition(), 3L)));
            for (ConsumerRecord<byte[], byte[]> record : log) {
                assertThat(TradeVerdicts.judge(record.key(), record.value(), record.timestamp() * 1_000))
                        .isEqualTo(new Verdict.Accepted<>(trade()));
            }
        }
    }

    @Test
    void aTopicThatIsNotJudgedIsWrongUsage() throws IOException {
        Path file = records("{\"id\":\"a\",\"topic\":\"bars\",\"key\":null,\"value\":null}");

        assertThatThrownBy(() -> RetryRun.asTheyAre(Clock.systemUTC()).judge(file))
                .isInstanceOf(FeedException.class)
                .hasMessageContaining("was one of 'bars'");
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    private Path records(String... lines) throws IOException {
        return Files.write(folder.resolve("records.json"), List.of(lines));
    }

    private static String line(String id, String key, byte[] value) {
        HexFormat hex = HexFormat.of().withUpperCase();
        return "{\"id\":\"" + id + "\",\"topic\":\"trades\",\"key\":\""
                + hex.formatHex(key.getBytes(StandardCharsets.UTF_8)) + "\",\"value\":\"" + hex.formatHex(value)
                + "\"}";
    }

    private static TradeEvent trade() {
        return TradeEvent.newTrade(InstrumentId.parse("us:SPY"), 7)
                .sequence(7)
                .eventTimeMicros(EVENT.getEpochSecond() * 1_000_000L)
                .priceE9(167_450_000_000L)
                .sizeE8(10_000_000_000L)
                .aggressor(Aggressor.BUY)
                .build();
    }
}
