package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.infra.local.config.Role;
import io.tidemark.infra.local.supervise.ComponentDown;
import io.tidemark.infra.local.supervise.Http;
import io.tidemark.settings.ClickHouseSettings;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Quarantine and what was done about it, in ClickHouse. Rows are read as the analyst, actions are written as the owner. */
final class QuarantineStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String SUMMARY =
            "topic, topic_epoch, `partition`, `offset`, known_at, reason, detail, key, payload_bytes,"
                    + " state, actions, acted_by, acted_at, note, retried_epoch, retried_partition, retried_offset";

    private final ClickHouseSettings analyst;
    private final ClickHouseSettings owner;

    QuarantineStore(Context context) {
        analyst = context.environments().clickHouse(Role.ANALYST);
        owner = context.environments().clickHouse(Role.OWNER);
    }

    /** What may be done about a record. */
    enum Action {
        RETRYING,
        RETRIED,
        REFUSED,
        DISCARDED
    }

    long count(QuarantineFilter filter) {
        String condition = filter.condition();
        return ask(analyst, "SELECT count() AS records FROM quarantine WHERE " + condition, filter.bindings())
                .get(0)
                .path("records")
                .asLong();
    }

    /** The oldest records first, without their payloads. */
    List<JsonNode> list(QuarantineFilter filter, int limit) {
        return ask(analyst, ordered(SUMMARY, filter, limit), filter.bindings());
    }

    /** With key and value in hexadecimal, as {@code key} and {@code value}. */
    List<JsonNode> whole(QuarantineFilter filter, int limit) {
        String chosen = ordered("topic, topic_epoch, `partition`, `offset`", filter, limit);
        return ask(
                owner,
                "SELECT topic, topic_epoch, `partition`, `offset`, hex(record.key) AS key, hex(record.payload) AS value"
                        + " FROM quarantine_events AS record"
                        + " WHERE (topic, topic_epoch, `partition`, `offset`) IN (" + chosen + ")"
                        + " ORDER BY known_at, topic, topic_epoch, `partition`, `offset`",
                filter.bindings());
    }

    private static String ordered(String columns, QuarantineFilter filter, int limit) {
        return "SELECT " + columns + " FROM quarantine WHERE " + filter.condition()
                + " ORDER BY known_at, topic, topic_epoch, `partition`, `offset` LIMIT " + limit;
    }

    /** One record with its payload. */
    List<JsonNode> find(RecordId id) {
        return ask(analyst, "SELECT " + SUMMARY + ", payload FROM quarantine WHERE " + at(), bindings(id));
    }

    /** What was done about a record, the oldest first. */
    List<JsonNode> history(RecordId id) {
        return ask(
                owner,
                "SELECT acted_at, acted_by, action, note, retried_epoch, retried_partition, retried_offset"
                        + " FROM quarantine_actions WHERE " + at() + " ORDER BY acted_at, action",
                bindings(id));
    }

    /** The event that a record of the log has landed as; nothing while it has not. */
    List<JsonNode> landed(RecordId id) {
        boolean isTrade = id.topic().equals("trades");
        return ask(
                owner,
                "SELECT instrument, " + (isTrade ? "id_epoch, trade_id, revision, action, " : "quote_id, ")
                        + "event_time, known_at FROM " + (isTrade ? "trade_events" : "quote_events")
                        + " WHERE topic_epoch = {epoch:Int32} AND `partition` = {partition:Int32} AND `offset` = {offset:Int64}",
                bindings(id));
    }

    /** The number of the newest life of a topic. */
    int newestEpoch(String topic) {
        return ask(
                        owner,
                        "SELECT max(epoch) AS epoch FROM topic_epochs WHERE topic = {topic:String}",
                        Map.of("topic", topic))
                .get(0)
                .path("epoch")
                .asInt();
    }

    /** An action about a record; {@link #write} keeps it. */
    static ObjectNode action(RecordId id, Action action, String by, String note) {
        return Json.object()
                .put("topic", id.topic())
                .put("topic_epoch", id.epoch())
                .put("partition", id.partition())
                .put("offset", id.offset())
                .put("acted_by", by)
                .put("action", action.name())
                .put("note", note);
    }

    void write(List<ObjectNode> actions) {
        StringBuilder rows = new StringBuilder();
        actions.forEach(action -> rows.append(action).append('\n'));
        // One block, which is there whole or not at all; the rows follow the statement.
        send(owner, "INSERT INTO quarantine_actions FORMAT JSONEachRow\n" + rows, Map.of());
    }

    private static String at() {
        return "topic = {topic:String} AND topic_epoch = {epoch:Int32} AND `partition` = {partition:Int32}"
                + " AND `offset` = {offset:Int64}";
    }

    private static Map<String, String> bindings(RecordId id) {
        return Map.of(
                "topic", id.topic(),
                "epoch", Integer.toString(id.epoch()),
                "partition", Integer.toString(id.partition()),
                "offset", Long.toString(id.offset()));
    }

    private static List<JsonNode> ask(ClickHouseSettings as, String sql, Map<String, String> bindings) {
        List<JsonNode> rows = new ArrayList<>();
        send(as, sql + " FORMAT JSONEachRow", bindings)
                .lines()
                .forEach(line -> rows.add(Json.parse(line, "ClickHouse")));
        return rows;
    }

    private static String send(ClickHouseSettings as, String sql, Map<String, String> bindings) {
        StringBuilder parameters = new StringBuilder(
                "/?database=" + as.database()
                        + "&wait_end_of_query=1&async_insert=0&date_time_output_format=iso&output_format_json_quote_64bit_integers=0");
        bindings.forEach((name, value) -> parameters
                .append("&param_")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(escaped(value), StandardCharsets.UTF_8)));
        Map<String, String> login = Map.of("X-ClickHouse-User", as.user(), "X-ClickHouse-Key", as.password());
        try {
            Http.Answer answer = Http.post(as.url().resolve(parameters.toString()), login, sql, TIMEOUT);
            if (!answer.isOk()) {
                throw new IllegalStateException(SqlCommand.oneLine(answer.body()));
            }
            return answer.body();
        } catch (IOException silent) {
            throw new ComponentDown(
                    "ClickHouse does not answer at " + as.url()
                            + ". Start it: ./tidemark up; or see ./tidemark logs clickhouse",
                    silent);
        }
    }

    /** Bound values come in the escapes of tab-separated text. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }
}
