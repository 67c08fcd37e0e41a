package io.tidemark.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseIT {
    @TempDir
    private Path folder;

    private ClickHouseServer server;
    private ClickHouseSql owner;

    @BeforeEach
    void start() {
        server = TestServers.startClickHouse(folder);
        owner = new ClickHouseSql(server, "tidemark");
        owner.run("CREATE DATABASE tidemark ENGINE = Atomic");
        owner.run("CREATE TABLE tidemark.ticks (id UInt64) ENGINE = MergeTree ORDER BY id");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void acknowledgedInsertsSurviveKillMinus9() {
        for (int block = 0; block < 20; block++) {
            owner.run("INSERT INTO tidemark.ticks SELECT number + " + block + " * 1000 FROM numbers(1000)");
        }

        server.process().kill();
        server.process().restart();

        assertThat(owner.run("SELECT count(), sum(id) FROM tidemark.ticks")).isEqualTo("20000\t199990000");
    }

    @Test
    void anOrderlyStopIsQuickAndKeepsTheQueryLog() {
        owner.run("SELECT 'remember me'");

        long before = System.nanoTime();
        server.process().stop();
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        server.process().restart();

        // This test's own idle connections are still open.
        assertThat(took).isLessThan(Duration.ofSeconds(6));
        assertThat(owner.run("SELECT count() FROM system.query_log WHERE query LIKE '%remember me%' AND type = 2"))
                .isEqualTo("1");
        assertThat(server.process().log()).doesNotContain("stopped hard");
    }

    @Test
    void theQueryLogIsWrittenAfterARestart() {
        server.process().restart();
        owner.run("SELECT 'after the restart'");
        owner.run("SYSTEM FLUSH LOGS");

        assertThat(owner.run("SELECT count() > 0 FROM system.query_log WHERE query LIKE '%after the restart%'"))
                .isEqualTo("1");
    }

    @Test
    void theOwnerMayDoWhatTheJobsNeed() {
        owner.run(
                "CREATE TABLE tidemark.heads (id UInt64, version UInt128) ENGINE = ReplacingMergeTree(version) ORDER BY id"
                        + " SETTINGS non_replicated_deduplication_window = 100");
        owner.run("ALTER TABLE tidemark.heads ADD COLUMN more UInt8, COMMENT COLUMN id 'unique'");
        owner.run("CREATE TEMPORARY TABLE scratch (id UInt64)");
        owner.run("KILL QUERY WHERE query_id = 'no-such-query' SYNC");
        owner.run("SYSTEM STOP MERGES tidemark.heads");
        owner.run("SYSTEM START MERGES tidemark.heads");
        owner.run("OPTIMIZE TABLE tidemark.heads FINAL");
        owner.run("SELECT count() FROM system.parts");
        owner.run("DROP TABLE tidemark.heads");

        assertThat(owner.refusal("CREATE TABLE default.other (id UInt64) ENGINE = MergeTree ORDER BY id"))
                .contains("ACCESS_DENIED");
    }

    @Test
    void theEnginesOwnUserMayReadNothing() {
        owner.run("INSERT INTO tidemark.ticks VALUES (1)");

        String answer = new AnonymousSql(server).run("SELECT * FROM tidemark.ticks");

        assertThat(answer).contains("ACCESS_DENIED");
    }

    @Test
    void oneInsertIsOneBlockUnlessTheClientSaysOtherwise() {
        assertThat(owner.run("SELECT getSetting('async_insert')")).isIn("0", "false");
    }
}
