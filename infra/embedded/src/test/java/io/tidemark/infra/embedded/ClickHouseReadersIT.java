package io.tidemark.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the users {@code analyst} and {@code api} may do, and what not. */
class ClickHouseReadersIT {
    @TempDir
    private static Path folder;

    private static ClickHouseServer server;
    private static ClickHouseSql analyst;
    private static ClickHouseSql api;

    @BeforeAll
    static void startWithTwoViews() {
        server = TestServers.startClickHouse(folder);
        analyst = new ClickHouseSql(server, "analyst");
        api = new ClickHouseSql(server, "api");
        ClickHouseSql owner = new ClickHouseSql(server, "tidemark");
        owner.run("CREATE DATABASE tidemark ENGINE = Atomic");
        owner.run("CREATE TABLE tidemark.trade_heads (id UInt64, price Decimal(18, 9), version UInt64)"
                + " ENGINE = ReplacingMergeTree(version) ORDER BY id");
        owner.run("INSERT INTO tidemark.trade_heads VALUES (1, 10.5, 1)");
        owner.run("INSERT INTO tidemark.trade_heads VALUES (1, 11.5, 2), (2, 20, 1)");
        owner.run("SYSTEM FLUSH LOGS"); // makes system.query_log, which readers must not read
        owner.run("CREATE VIEW tidemark.trades DEFINER = tidemark SQL SECURITY DEFINER AS"
                + " SELECT id, price FROM tidemark.trade_heads FINAL");
        owner.run("CREATE VIEW tidemark.bars DEFINER = tidemark SQL SECURITY DEFINER AS"
                + " SELECT id, price FROM tidemark.trade_heads FINAL WHERE id = {interval:UInt64}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theAnalystReadsViewsWithTheirDefinersRights() {
        assertThat(analyst.run("SELECT * FROM tidemark.trades ORDER BY id")).isEqualTo("1\t11.5\n2\t20");
        assertThat(analyst.run("SELECT price FROM tidemark.bars(interval = 2)")).isEqualTo("20");
    }

    @Test
    void theAnalystSeesTheViewsAndNothingBelow() {
        assertThat(analyst.run("SHOW TABLES FROM tidemark").lines()).containsExactly("bars", "trades");
        assertThat(analyst.run("SELECT DISTINCT table FROM system.columns WHERE database = 'tidemark'"))
                .isEqualTo("trades");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM tidemark.trade_heads",
                "SELECT count() FROM tidemark.trade_heads",
                "SELECT * FROM mergeTreeIndex('tidemark', 'trade_heads')",
                "SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')",
                "SELECT * FROM file('/etc/passwd', 'LineAsString')",
                "SELECT * FROM s3('http://127.0.0.1:1/bucket/key', 'CSV', 'a String')",
                "SELECT * FROM executable('id', 'TSV', 'a String')",
                "SELECT * FROM system.query_log",
                "SELECT * FROM system.processes",
                "SELECT * FROM system.users",
                "INSERT INTO tidemark.trades VALUES (3, 1)",
                "INSERT INTO tidemark.trade_heads VALUES (3, 1, 1)",
                "INSERT INTO FUNCTION file('x.csv') SELECT 1",
                "CREATE TABLE tidemark.mine (id UInt64) ENGINE = Memory",
                "CREATE TEMPORARY TABLE mine (id UInt64)",
                "CREATE VIEW tidemark.mine AS SELECT 1",
                "ALTER TABLE tidemark.trades MODIFY QUERY SELECT 1",
                "DROP VIEW tidemark.trades",
                "TRUNCATE TABLE tidemark.trade_heads",
                "KILL QUERY WHERE 1",
                "SYSTEM STOP LISTEN HTTP",
                "SYSTEM FLUSH LOGS",
                "CREATE USER mallory"
            })
    void theAnalystIsRefused(String statement) {
        assertThat(analyst.refusal(statement)).containsAnyOf("ACCESS_DENIED", "READONLY");
    }

    @Test
    void theAnalystsPatternsDoNotMatchHiddenTables() {
        assertThat(analyst.refusal("SELECT * FROM merge('tidemark', '^trade_heads$')"))
                .contains("no tables");
    }

    @Test
    void theAnalystsLimitsCannotBeLifted() {
        assertThat(analyst.run("SELECT 1 SETTINGS max_execution_time = 60")).isEqualTo("1");
        for (String setting : new String[] {
            "max_execution_time = 0",
            "max_execution_time = 61",
            "max_memory_usage = 0",
            "max_memory_usage = 9000000000",
            "max_memory_usage_for_user = 0",
            "max_concurrent_queries_for_user = 0",
            "timeout_overflow_mode = 'break'",
            "use_skip_indexes_if_final_exact_mode = 0",
            "do_not_merge_across_partitions_select_final = 0",
            "readonly = 0"
        }) {
            assertThat(analyst.refusal("SELECT 1 SETTINGS " + setting))
                    .as(setting)
                    .containsAnyOf("SETTING_CONSTRAINT_VIOLATION", "READONLY");
        }
    }

    @Test
    void aQueryThatTakesTooMuchMemoryFailsAlone() {
        assertThat(analyst.refusal("SELECT uniqExact(number), groupArray(number) FROM numbers(300000000)"))
                .contains("MEMORY_LIMIT_EXCEEDED");
        assertThat(analyst.run("SELECT 1")).isEqualTo("1");
    }

    @Test
    void aQueryThatTakesTooLongFails() {
        assertThat(analyst.refusal(
                        "SELECT sum(sipHash64(number)) FROM numbers(100000000000) SETTINGS max_execution_time = 1"))
                .contains("TIMEOUT_EXCEEDED");
    }

    @Test
    void theApiReadsTheTablesAndWritesNothing() {
        assertThat(api.run("SELECT count() FROM tidemark.trade_heads FINAL")).isEqualTo("2");
        assertThat(api.run("SELECT count() FROM tidemark.trades SETTINGS max_threads = 1"))
                .isEqualTo("2");
        assertThat(api.refusal("INSERT INTO tidemark.trade_heads VALUES (3, 1, 1)"))
                .containsAnyOf("ACCESS_DENIED", "READONLY");
        assertThat(api.refusal("SELECT * FROM system.query_log")).contains("ACCESS_DENIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"analyst", "api"})
    void aReaderWorksWithTheJdbcDriver(String user) throws SQLException {
        try (Connection connection = connect(user);
                PreparedStatement query = connection.prepareStatement(
                        "SELECT id, price FROM tidemark.trades WHERE id >= ? ORDER BY id")) {
            query.setLong(1, 1);
            query.setQueryTimeout(5); // travels as a setting
            List<String> rows = new ArrayList<>();
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    rows.add(result.getLong(1) + " " + result.getBigDecimal(2).toPlainString());
                }
            }
            assertThat(rows).containsExactly("1 11.500000000", "2 20.000000000");
            List<String> tables = new ArrayList<>();
            try (ResultSet result = connection.getMetaData().getTables(null, "tidemark", "trades", null)) {
                while (result.next()) {
                    tables.add(result.getString("TABLE_NAME"));
                }
            }
            assertThat(tables).containsExactly("trades");
        }
    }

    @Test
    void theJdbcDriverCannotWriteAsAnalyst() throws SQLException {
        try (Connection connection = connect("analyst");
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("INSERT INTO tidemark.trade_heads VALUES (9, 9, 9)"))
                    .isInstanceOf(SQLException.class);
        }
    }

    private static Connection connect(String user) throws SQLException {
        Properties login = new Properties();
        login.put("user", user);
        login.put("password", server.passwordOf(user));
        return DriverManager.getConnection(
                "jdbc:clickhouse://127.0.0.1:" + server.url().getPort() + "/tidemark", login);
    }
}
