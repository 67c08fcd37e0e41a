package io.tidemark.infra.local.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.settings.ClickHouseSettings;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.settings.LakeSettings;
import io.tidemark.settings.StreamingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentsTest {
    @TempDir
    Path folder;

    private Environments environments;

    @BeforeEach
    void generateCredentials() {
        Home home = new Home(folder);
        Credentials.ensure(home);
        environments = new Environments(LocalConfig.load(home, Map.of(), Map.of()));
    }

    @Test
    void peopleAreGivenTheContractsNamesInItsOrder() {
        assertThat(environments.forPeople().keySet())
                .containsExactly(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "AWS_ENDPOINT_URL",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY",
                        "AWS_REGION",
                        "TIDEMARK_LAKE",
                        "CLICKHOUSE_URL",
                        "CLICKHOUSE_USER",
                        "CLICKHOUSE_PASSWORD",
                        "TIDEMARK_API_URL");
        assertThat(environments.forPeople()).containsEntry("CLICKHOUSE_USER", "analyst");
    }

    @Test
    void processesFindEverythingTheyReadAtTheirStart() {
        Map<String, String> owner = environments.of(Role.OWNER);
        assertThat(KafkaSettings.from(owner).bootstrapServers()).isEqualTo("127.0.0.1:19092");
        assertThat(LakeSettings.from(owner).s3aUri()).isEqualTo("s3a://tidemark/lake");
        assertThat(ClickHouseSettings.from(owner).user()).isEqualTo("tidemark");
        assertThat(StreamingSettings.from(owner).home()).isEqualTo(folder);
    }

    @Test
    void everyoneWhoClosesBarsIsToldOneLateness() {
        Home home = new Home(folder);
        Environments slow =
                new Environments(LocalConfig.load(home, Map.of("TIDEMARK_STREAMING_LATENESS", "5s"), Map.of()));
        assertThat(slow.of(Role.OWNER)).containsEntry("TIDEMARK_STREAMING_LATENESS", "5000ms");
        assertThat(slow.of(Role.API)).containsEntry("TIDEMARK_STREAMING_LATENESS", "5000ms");
        assertThat(environments.of(Role.OWNER)).containsEntry("TIDEMARK_STREAMING_LATENESS", "2000ms");
    }

    @Test
    void topicsAreMadeWithTheRetentionOfTheSettings() {
        Environments limited = new Environments(
                LocalConfig.load(new Home(folder), Map.of("TIDEMARK_KAFKA_RETENTION_SIZE", "20g"), Map.of()));
        assertThat(KafkaSettings.from(limited.of(Role.OWNER)).retentionBytes()).contains(20L << 30);
        assertThat(KafkaSettings.from(environments.of(Role.OWNER)).retentionBytes())
                .as("no size unless somebody says so")
                .isEmpty();
        assertThat(KafkaSettings.from(environments.of(Role.OWNER)).retention()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void everyRoleHasItsOwnPassword() {
        assertThat(Set.of(
                        environments.clickHouse(Role.OWNER).password(),
                        environments.clickHouse(Role.API).password(),
                        environments.clickHouse(Role.ANALYST).password()))
                .hasSize(3);
    }
}
