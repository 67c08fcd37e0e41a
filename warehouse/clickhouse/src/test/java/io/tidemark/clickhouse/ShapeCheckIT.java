package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeCheckIT {
    private final ClickHouse clickHouse = TestStore.fresh();

    @Test
    void everythingThatWasAlteredByHandIsNamedWithTheRemedy() {
        clickHouse.command("ALTER TABLE trade_events DROP COLUMN conditions");
        clickHouse.command("ALTER TABLE stored_bars_1m MODIFY COLUMN open Nullable(Decimal(18, 8))");
        clickHouse.command("DROP TABLE quote_heads SYNC");

        assertThatThrownBy(() -> Migrations.apply(clickHouse))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("altered by hand")
                .hasMessageContaining("trade_events.conditions is missing")
                .hasMessageContaining(
                        "stored_bars_1m.open is Nullable(Decimal(18, 8)) instead of Nullable(Decimal(18, 9))")
                .hasMessageContaining("table quote_heads is missing")
                .hasMessageContaining("./tidemark rebuild clickhouse");
    }

    @Test
    void columnThatWasAddedDoesNoHarm() {
        clickHouse.command("ALTER TABLE trade_events ADD COLUMN note String DEFAULT 'mine'");

        assertThatCode(() -> Migrations.apply(clickHouse)).doesNotThrowAnyException();
    }

    @Test
    void whatWasUndoneIsAcceptedAgain() {
        clickHouse.command("ALTER TABLE quarantine_events RENAME COLUMN detail TO what");
        assertThatThrownBy(() -> Migrations.apply(clickHouse)).hasMessageContaining("quarantine_events.detail");
        clickHouse.command("ALTER TABLE quarantine_events RENAME COLUMN what TO detail");

        assertThatCode(() -> Migrations.apply(clickHouse)).doesNotThrowAnyException();
    }
}
