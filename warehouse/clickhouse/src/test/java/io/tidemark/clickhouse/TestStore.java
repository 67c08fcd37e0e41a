package io.tidemark.clickhouse;

import io.tidemark.infra.embedded.ClickHouseServer;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.settings.ClickHouseSettings;

/** The database of the shared server, or of a server of one's own, as seen by each role. */
final class TestStore {
    private TestStore() {}

    /** An empty database that has been migrated, as its owner. */
    static ClickHouse fresh() {
        return fresh(TestServers.clickHouse());
    }

    static ClickHouse fresh(ClickHouseServer server) {
        ClickHouse clickHouse = empty(server);
        Migrations.apply(clickHouse);
        return clickHouse;
    }

    /** Without any table. */
    static ClickHouse empty(ClickHouseServer server) {
        ClickHouse clickHouse = as(server, "tidemark");
        clickHouse.createDatabase();
        clickHouse.command("DROP DATABASE tidemark SYNC");
        clickHouse.createDatabase();
        return clickHouse;
    }

    static ClickHouse as(ClickHouseServer server, String user) {
        return ClickHouse.connect(new ClickHouseSettings(server.url(), user, server.passwordOf(user), "tidemark"));
    }
}
