package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.infra.embedded.ClickHouseOptions;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.market.event.TradeEvent;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each user may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesIT {
    private static final int ACCESS_DENIED = 497;

    private ClickHouse owner;
    private ClickHouse analyst;

    @BeforeAll
    void landSome() {
        owner = TestStore.fresh();
        analyst = TestStore.as(TestServers.clickHouse(), "analyst");
        TradeBlock block = new TradeBlock();
        SampleTrades sample = new SampleTrades(2, 5, 100);
        for (int offset = 0; offset < 1_000; offset++) {
            TradeEvent event = sample.next();
            block.append(event, SampleTrades.position(0, offset, event));
        }
        PartitionRange range = new PartitionRange("trades", 0, 0, 0, 1_000);
        new EventLanding(owner).land(range, block, new QuarantineBlock());
        new TradeHeads(owner).apply(range, List.of());
        new LandingProgress(owner).write(range, SampleTrades.START_MICROS);
    }

    static List<String> views() {
        return ClickHouseOptions.ANALYST_VIEWS;
    }

    @ParameterizedTest
    @MethodSource("views")
    void analystsReadEveryView(String view) {
        String then = "instrument = 'sim:S0001-USD', since = '2026-03-02', until = '2026-03-03', at = '2026-03-02')";
        String source = switch (view) {
            case "bars" -> "bars(interval = '5m')";
            case "trades_as_of" -> "trades_as_of(" + then;
            case "bars_as_of" -> "bars_as_of(interval = '1h', " + then;
            default -> view;
        };

        assertThatCode(() -> count(analyst, source)).doesNotThrowAnyException();
        if (view.equals("trades")) {
            assertThat(count(analyst, source)).isEqualTo(1_000);
        }
    }

    @Test
    void analystsReadNoTable() {
        List<String> tables = owner.query(
                        "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine != 'View'")
                .list(row -> row.getText(0));

        assertThat(tables).contains(Tables.TRADE_EVENTS, Tables.STORED_BARS_1M, Tables.QUARANTINE_EVENTS);
        for (String table : tables) {
            assertThatThrownBy(() -> count(analyst, table))
                    .as(table)
                    .isInstanceOf(ClickHouseException.class)
                    .hasMessageContaining("analysts read the views")
                    .matches(e -> ((ClickHouseException) e).code() == ACCESS_DENIED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO trade_events (offset) VALUES (1)",
                "CREATE TABLE mine (a Int32) ENGINE = Memory",
                "DROP VIEW trades",
                "ALTER TABLE trade_heads DELETE WHERE 1",
                "SYSTEM SHUTDOWN",
                "TRUNCATE TABLE trade_events"
            })
    void analystsChangeNothing(String statement) {
        assertThatThrownBy(() -> analyst.command(statement)).isInstanceOf(ClickHouseException.class);
        assertThat(count(owner, "trade_events")).isEqualTo(1_000);
    }

    @Test
    void analystsCannotLiftTheirLimits() {
        for (String setting : List.of("max_memory_usage = 0", "max_execution_time = 0", "readonly = 0")) {
            assertThatThrownBy(
                            () -> analyst.query("SELECT 1 SETTINGS " + setting).list(row -> 0))
                    .as(setting)
                    .isInstanceOf(ClickHouseException.class);
        }
    }

    @Test
    void aQueryThatTakesTooMuchMemoryOrTimeIsStopped() {
        assertThatThrownBy(() -> analyst.query(
                                "SELECT uniqExact(number, sipHash64(number)) FROM numbers(100000000) SETTINGS max_memory_usage = 50000000")
                        .list(row -> 0))
                .hasMessageContaining("memory limit");
        assertThatThrownBy(() -> analyst.query(
                                "SELECT sum(cityHash64(number)) FROM numbers(1000000000000) SETTINGS max_execution_time = 1")
                        .list(row -> 0))
                .hasMessageContaining("ask for a shorter range");
    }

    @Test
    void theApiReadsAndDoesNotWrite() {
        ClickHouse api = TestStore.as(TestServers.clickHouse(), "api");

        assertThat(count(api, "trades")).isEqualTo(1_000);
        assertThat(count(api, "landing_progress")).isOne();
        assertThatThrownBy(() -> api.command("TRUNCATE TABLE trade_events")).isInstanceOf(ClickHouseException.class);
    }

    private static long count(ClickHouse clickHouse, String source) {
        return clickHouse
                .query("SELECT count() FROM " + source)
                .first(row -> row.getLong(0))
                .orElseThrow();
    }
}
