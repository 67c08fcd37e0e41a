package io.tidemark.feed.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.infra.embedded.TestServers;
import io.tidemark.settings.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicAdminIT {
    private static final String SERVERS = TestServers.kafka().bootstrapServers();

    @Test
    void newTopicHasItsPartitionsAppendTimeAndRetention() throws Exception {
        try (TopicAdmin topics = new TopicAdmin(settings(3));
                Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS))) {
            topics.ensure(List.of("made-a", "made-b"));
            topics.ensure(List.of("made-a", "made-b"));

            assertThat(admin.describeTopics(List.of("made-a"))
                            .allTopicNames()
                            .get()
                            .get("made-a")
                            .partitions())
                    .hasSize(3);
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "made-a");
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
            assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
            assertThat(config.get("retention.ms").value()).isEqualTo("7200000");
            assertThat(config.get("retention.bytes").value()).as("any size").isEqualTo("-1");
            assertThat(topics.id("made-a")).isNotEqualTo(topics.id("made-b")).hasSize(22);
        }
    }

    @Test
    void sizeOfATopicIsSharedByItsPartitions() throws Exception {
        KafkaSettings limited = new KafkaSettings(SERVERS, 4, Duration.ofHours(2), Optional.of(160L << 20));
        try (TopicAdmin topics = new TopicAdmin(limited);
                Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS))) {
            topics.ensure(List.of("limited"));

            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "limited");
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("retention.bytes").value()).isEqualTo(Long.toString(40 << 20));
            assertThat(config.get("segment.bytes").value()).isEqualTo(Long.toString(10 << 20));
        }
    }

    @Test
    void topicWithOtherPartitionsIsRefusedWithTheRemedy() {
        try (TopicAdmin topics = new TopicAdmin(settings(2))) {
            topics.ensure(List.of("two"));
        }
        try (TopicAdmin topics = new TopicAdmin(settings(4))) {
            assertThatThrownBy(() -> topics.ensure(List.of("two")))
                    .isInstanceOf(FeedException.class)
                    .hasMessageContaining("Topic two has 2 partitions and 4 are configured")
                    .hasMessageContaining("TIDEMARK_PARTITIONS=2");
        }
    }

    @Test
    void compactedTopicAndCreateTimeAreRefusedTogether() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS))) {
            admin.createTopics(List.of(new NewTopic("foreign", Optional.of(2), Optional.empty())
                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
        try (TopicAdmin topics = new TopicAdmin(settings(2))) {
            assertThatThrownBy(() -> topics.ensure(List.of("foreign")))
                    .hasMessageContaining("cleanup.policy=compact and must have delete")
                    .hasMessageContaining("message.timestamp.type=CreateTime and must have LogAppendTime");
        }
    }

    @Test
    void refusedRecordIsThrownByTheNextCall() {
        try (TopicAdmin topics = new TopicAdmin(settings(2))) {
            topics.ensure(TopicAdmin.SPINE);
        }
        try (EventPublisher publisher = new EventPublisher(settings(2), "test")) {
            // Larger than any broker takes.
            publisher.publishTrade(new byte[] {1}, new byte[2_000_000]);
            assertThatThrownBy(publisher::flush)
                    .isInstanceOf(FeedException.class)
                    .hasMessageContaining("refused a record");
        }
    }

    private static KafkaSettings settings(int partitions) {
        return new KafkaSettings(SERVERS, partitions, Duration.ofHours(2));
    }
}
