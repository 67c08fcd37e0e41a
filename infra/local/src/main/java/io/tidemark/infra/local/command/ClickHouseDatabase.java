package io.tidemark.infra.local.command;

import io.tidemark.infra.local.supervise.ComponentDown;
import io.tidemark.infra.local.supervise.Http;
import io.tidemark.settings.ClickHouseSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** ClickHouse's database as a whole, as its owner. */
final class ClickHouseDatabase {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    /** Codes of an unknown table and an unknown database. */
    private static final Set<String> NOT_THERE = Set.of("60", "81");

    private final ClickHouseSettings owner;

    ClickHouseDatabase(ClickHouseSettings owner) {
        this.owner = owner;
    }

    String name() {
        return owner.database();
    }

    void drop() {
        ask("/", "DROP DATABASE IF EXISTS `" + name() + "` SYNC");
    }

    /** A table's rows as lines of JSON; none when there is no table. */
    String rowsOf(String table) {
        Http.Answer answer = send("/", "SELECT * FROM `" + name() + "`.`" + table + "` FORMAT JSONEachRow");
        if (!answer.isOk() && NOT_THERE.contains(answer.headers().getOrDefault("X-ClickHouse-Exception-Code", ""))) {
            return "";
        }
        return body(answer);
    }

    /** Gives a table its rows back, unless it has some already. */
    void keep(String table, String rows) {
        String target = "`" + name() + "`.`" + table + "`";
        if (!rows.isBlank() && ask("/", "SELECT count() FROM " + target).strip().equals("0")) {
            ask("/?async_insert=0", "INSERT INTO " + target + " FORMAT JSONEachRow\n" + rows);
        }
    }

    private String ask(String path, String sql) {
        return body(send(path, sql));
    }

    private static String body(Http.Answer answer) {
        if (!answer.isOk()) {
            throw new IllegalStateException(
                    "ClickHouse answers " + answer.status() + ": " + SqlCommand.oneLine(answer.body()));
        }
        return answer.body();
    }

    private Http.Answer send(String path, String sql) {
        try {
            URI url = owner.url().resolve(path);
            return Http.post(
                    url, Map.of("X-ClickHouse-User", owner.user(), "X-ClickHouse-Key", owner.password()), sql, TIMEOUT);
        } catch (IOException silent) {
            throw new ComponentDown(
                    "ClickHouse does not answer at " + owner.url() + ". Start it: ./tidemark up", silent);
        }
    }
}
