package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.EventLanding;
import io.tidemark.clickhouse.LandingProgress;
import io.tidemark.clickhouse.Migrations;
import io.tidemark.clickhouse.PartitionRange;
import io.tidemark.clickhouse.QuarantineBlock;
import io.tidemark.clickhouse.TradeBlock;
import io.tidemark.infra.embedded.ClickHouseServer;
import io.tidemark.infra.embedded.Ports;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.lake.LakeTables;
import io.tidemark.lake.OffsetRange;
import io.tidemark.lake.TopicEpochs;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.table.EventTables;
import io.tidemark.settings.ClickHouseSettings;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.settings.LakeSettings;
import io.tidemark.wire.TradeCodec;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A topic of 120 records, every tenth of which is no message, landed in both stores; then rows are lost and doubled. */
class AuditIT {
    private static final SparkSession SPARK = TestBatch.spark();
    private static final int RECORDS = 120;
    private static final int PARTITIONS = 2;
    private static final KafkaSettings KAFKA =
            new KafkaSettings(TestServers.kafka().bootstrapServers(), PARTITIONS, Duration.ofDays(7));

    private static LakeSettings lake;
    private static ClickHouse clickHouse;
    private static Audit audit;

    @BeforeAll
    static void landInBothStores() throws Exception {
        lake = TestBatch.newLake();
        ClickHouseServer server = TestServers.clickHouse();
        clickHouse = ClickHouse.connect(
                new ClickHouseSettings(server.url(), "tidemark", server.passwordOf("tidemark"), "tidemark"));
        Migrations.apply(clickHouse);
        publish();
        List<TopicPartitionEnd> ends = KafkaOffsets.read(KAFKA, List.of("trades"));
        String uuid = ends.get(0).uuid();
        assertThat(TopicEpochs.resolve(SPARK, lake, "trades", uuid)).isZero();
        assertThat(new io.tidemark.clickhouse.TopicEpochs(clickHouse).resolve("trades", uuid))
                .isZero();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            landInLake(uuid, partition);
            landInClickHouse(partition);
        }
        audit = new Audit(new LakeAudit(SPARK, lake), new ClickHouseAudit(clickHouse));
    }

    private static void publish() throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", KAFKA.bootstrapServers());
        try (Admin admin = Admin.create(properties);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic("trades", PARTITIONS, (short) 1)))
                    .all()
                    .get();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                for (int offset = 0; offset < RECORDS; offset++) {
                    producer.send(new ProducerRecord<>("trades", partition, new byte[0], new byte[] {1}))
                            .get();
                }
            }
        }
    }

    private static TradeState event(int partition, int offset) {
        TradeEvent event = new TestEvents("2026-03-06T10:00:00Z")
                .trade("sim:P" + partition + "-USD", offset, "2026-03-06T09:00:00Z", "10", 1)
                .log()
                .get(0)
                .event();
        return new TradeState(
                event, new LogPosition(0, partition, offset, TestEvents.micros("2026-03-06T10:00:00Z") + offset));
    }

    private static boolean isReject(int offset) {
        return offset % 10 == 0;
    }

    private static void landInLake(String uuid, int partition) {
        List<Row> records = new ArrayList<>();
        for (int offset = 0; offset < RECORDS; offset++) {
            TradeState landed = event(partition, offset);
            records.add(TestBatch.record(
                    landed.event().instrument().toString(),
                    isReject(offset) ? new byte[] {1} : TradeCodec.encode(landed.event()),
                    partition,
                    offset,
                    landed.position().knownAtMicros()));
        }
        TestBatch.land(
                lake,
                SPARK.createDataFrame(records, TestBatch.RECORD),
                uuid,
                0,
                List.of(new OffsetRange(partition, 0, RECORDS)));
    }

    private static void landInClickHouse(int partition) {
        TradeBlock events = new TradeBlock();
        QuarantineBlock rejects = new QuarantineBlock();
        for (int offset = 0; offset < RECORDS; offset++) {
            TradeState landed = event(partition, offset);
            if (isReject(offset)) {
                rejects.append("trades", "malformed", "1 byte", new byte[0], new byte[] {1}, landed.position());
            } else {
                events.append(landed.event(), landed.position());
            }
        }
        PartitionRange range = new PartitionRange("trades", 0, partition, 0, RECORDS);
        new EventLanding(clickHouse).land(range, events, rejects);
        new LandingProgress(clickHouse).write(range, TestEvents.micros("2026-03-06T10:00:00Z"));
    }

    private static AuditReport audit() {
        List<TopicPartitionEnd> ends = KafkaOffsets.read(KAFKA, Audit.TABLES.keySet());
        audit.await(ends, Duration.ofSeconds(2));
        return audit.run(ends);
    }

    @Test
    void auditFindsWhatIsLostAndWhatIsDoubled() {
        AuditReport clean = audit();
        assertThat(clean.ok()).isTrue();
        AuditReport.Store whole = new AuditReport.Store(RECORDS, 0, 0, RECORDS);
        assertThat(clean.topics())
                .containsExactly(
                        new AuditReport.Partition("trades", 0, 0, RECORDS, whole, whole),
                        new AuditReport.Partition("trades", 1, 0, RECORDS, whole, whole));
        assertThat(Reports.json(clean))
                .startsWith("{\"ok\":true,\"topics\":[{\"topic\":\"trades\",\"partition\":0,\"from\":0,\"to\":120,"
                        + "\"lake\":{\"present\":120,\"missing\":0,\"duplicated\":0,\"landed\":120},\"clickhouse\":{");

        DeltaTable table = DeltaTable.forPath(SPARK, LakeTables.path(lake, EventTables.TRADE_EVENTS));
        table.toDF()
                .filter("partition = 1 AND offset IN (11, 12)")
                .write()
                .format("delta")
                .mode("append")
                .save(LakeTables.path(lake, EventTables.TRADE_EVENTS));
        table.delete("partition = 0 AND offset = 17");
        DeltaTable.forPath(SPARK, LakeTables.path(lake, EventTables.QUARANTINE))
                .delete("partition = 0 AND offset = 20");
        clickHouse.command(
                "ALTER TABLE trade_events DELETE WHERE `partition` = 1 AND `offset` = 5 SETTINGS mutations_sync = 2");
        clickHouse.command(
                "INSERT INTO quarantine_events SELECT * FROM quarantine_events WHERE `partition` = 0 AND `offset` = 30");

        AuditReport dirty = audit();

        assertThat(dirty.ok()).isFalse();
        assertThat(dirty.topics().get(0).lake()).isEqualTo(new AuditReport.Store(RECORDS - 2, 2, 0, RECORDS));
        assertThat(dirty.topics().get(1).lake()).isEqualTo(new AuditReport.Store(RECORDS, 0, 2, RECORDS));
        assertThat(dirty.topics().get(0).clickhouse()).isEqualTo(new AuditReport.Store(RECORDS, 0, 1, RECORDS));
        assertThat(dirty.topics().get(1).clickhouse()).isEqualTo(new AuditReport.Store(RECORDS - 1, 1, 0, RECORDS));
    }

    @Test
    void topicThatNeverLandedIsMissingAltogether() {
        List<TopicPartitionEnd> ends = List.of(new TopicPartitionEnd("quotes", "never", 0, 3, 8));

        AuditReport report = audit.run(ends);

        AuditReport.Store nothing = new AuditReport.Store(0, 5, 0, 0);
        assertThat(report.topics()).containsExactly(new AuditReport.Partition("quotes", 0, 3, 8, nothing, nothing));
    }

    @Test
    void componentThatIsDownIsNamedWithTheRemedy() throws Exception {
        int port = Ports.free();
        assertThatThrownBy(
                        () -> Reachable.require("clickhouse", URI.create("http://127.0.0.1:" + port), "CLICKHOUSE_URL"))
                .isInstanceOf(ComponentDownException.class)
                .hasMessageContaining("clickhouse is down")
                .hasMessageContaining("CLICKHOUSE_URL");
        assertThatThrownBy(() -> KafkaOffsets.read(
                        new KafkaSettings("127.0.0.1:" + port, 1, Duration.ofDays(1)),
                        Map.of("trades", 1).keySet()))
                .isInstanceOf(ComponentDownException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS");
        assertThat(Exit.codeOf(new ComponentDownException("down", new RuntimeException())))
                .isEqualTo(3);
    }
}
