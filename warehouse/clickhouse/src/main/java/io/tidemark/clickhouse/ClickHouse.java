package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import io.tidemark.clickhouse.format.NativeReader;
import io.tidemark.clickhouse.format.Row;
import io.tidemark.clickhouse.format.Rows;
import io.tidemark.settings.ClickHouseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One ClickHouse as one user: queries with bound parameters, commands, and inserts of single blocks. Thread-safe.
 *
 * <p>Nothing is ever repeated by itself. Every failure is a {@link ClickHouseException}.
 */
public final class ClickHouse {
    static final Duration COMMAND_TIMEOUT = Duration.ofMinutes(5);

    private static final int LONGEST_IN_MESSAGES = 200;
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(120);

    private final ClickHouseSettings settings;
    private final HttpTransport transport;

    private ClickHouse(ClickHouseSettings settings) {
        this.settings = settings;
        this.transport = new HttpTransport(settings);
    }

    /** Connects lazily: the first statement meets the server. */
    public static ClickHouse connect(ClickHouseSettings settings) {
        return new ClickHouse(settings);
    }

    public ClickHouseSettings settings() {
        return settings;
    }

    /** A query to be completed and asked. */
    public Query query(String sql) {
        return new Query(this, sql);
    }

    /** Runs a statement that returns nothing. */
    public void command(String sql) {
        command(sql, Map.of());
    }

    /** Runs a statement that returns nothing, with {@code {name:Type}} bound to values. */
    public void command(String sql, Map<String, ?> bindings) {
        command(sql, bindings, Map.of());
    }

    void command(String sql, Map<String, ?> bindings, Map<String, String> queryParameters) {
        Map<String, String> parameters = new LinkedHashMap<>(queryParameters);
        bindings.forEach((name, value) -> parameters.put("param_" + name, Parameters.escape(value.toString())));
        String purpose = purpose(sql, parameters);
        parameters.put("wait_end_of_query", "1");
        drain(transport.post(parameters, Bodies.of(sql), Optional.empty(), COMMAND_TIMEOUT, purpose), purpose);
    }

    /** Sends one block; returning means that the server acknowledged it. */
    void insert(Insert insert) {
        Map<String, String> parameters = new LinkedHashMap<>(Insert.ONE_BLOCK_ONE_PART);
        parameters.put("query", insert.sql());
        parameters.put("query_id", insert.queryId());
        insert.token().ifPresent(token -> parameters.put("insert_deduplication_token", token));
        parameters.put("insert_deduplicate", insert.token().isPresent() ? "1" : "0");
        String purpose = "insert of " + insert.rows().size() + " rows into " + insert.table() + " (query "
                + insert.queryId() + ")";
        drain(
                transport.post(parameters, Bodies.of(insert.body()), Optional.empty(), insert.timeout(), purpose),
                purpose);
    }

    String database() {
        return settings.database();
    }

    /** Makes the database of the settings, which no statement can name as its own before it exists. */
    void createDatabase() {
        command(
                "CREATE DATABASE IF NOT EXISTS {name:Identifier} ENGINE = Atomic",
                Map.of("name", settings.database()),
                Map.of("database", "system"));
    }

    /** What tells this database from one that was made anew under its name; empty when there is none. */
    public Optional<String> databaseId() {
        return query("SELECT toString(uuid) FROM system.databases WHERE name = {name:String}")
                .bind("name", settings.database())
                .first(row -> row.getText(0));
    }

    /** A small insert whose rows are text; whoever gets no answer does it again. */
    void insertText(String sql, String rows, String purpose) {
        drain(
                transport.post(
                        Map.of("query", sql, "async_insert", "0"),
                        Bodies.of(rows),
                        Optional.empty(),
                        WRITE_TIMEOUT,
                        purpose),
                purpose);
    }

    /** An insert of rows whose repetition changes nothing; whoever gets no answer does it again. */
    void insertBlock(String table, List<? extends ColumnBuilder> columns, Rows rows) {
        insert(new Insert(
                table, columns, rows, "tidemark-write-" + UUID.randomUUID(), Optional.empty(), WRITE_TIMEOUT));
    }

    long run(Query query, Consumer<Row> each) {
        Map<String, String> parameters = new LinkedHashMap<>(query.parameters());
        String purpose = purpose(query.sql(), parameters);
        parameters.put("default_format", "Native");
        // The result is complete before its first byte: an error cannot hide behind half a result.
        parameters.put("wait_end_of_query", "1");
        try (InputStream answer = send(query, parameters, purpose)) {
            return new NativeReader(answer).forEach(each);
        } catch (IOException e) {
            throw transport.noAnswer(purpose, e);
        }
    }

    private InputStream send(Query query, Map<String, String> parameters, String purpose) {
        if (query.tables().isEmpty()) {
            return transport.post(parameters, Bodies.of(query.sql()), Optional.empty(), query.timeout(), purpose);
        }
        parameters.put("query", query.sql());
        for (Query.ExternalTable table : query.tables()) {
            parameters.put(table.name() + "_format", "Native");
            parameters.put(table.name() + "_structure", table.structure());
        }
        String boundary = "tidemark-" + UUID.randomUUID();
        return transport.post(
                parameters,
                Bodies.multipart(boundary, query.tables()),
                Optional.of("multipart/form-data; boundary=" + boundary),
                query.timeout(),
                purpose);
    }

    private void drain(InputStream answer, String purpose) {
        try (answer) {
            answer.readAllBytes();
        } catch (IOException e) {
            throw transport.noAnswer(purpose, e);
        }
    }

    /** For messages: the beginning of the statement, and which range or key it was asked with. */
    private static String purpose(String sql, Map<String, String> parameters) {
        String bindings = parameters.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("param_"))
                .map(entry -> entry.getKey().substring("param_".length()) + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        String statement = "'" + abbreviate(sql.strip().replaceAll("\\s+", " ")) + "'";
        return bindings.isEmpty() ? statement : statement + " with " + abbreviate(bindings);
    }

    private static String abbreviate(String text) {
        return text.length() > LONGEST_IN_MESSAGES ? text.substring(0, LONGEST_IN_MESSAGES) + "…" : text;
    }
}
