package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import io.tidemark.clickhouse.format.NativeBlock;
import io.tidemark.clickhouse.format.Row;
import io.tidemark.clickhouse.format.Rows;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A query that is being put together: {@code clickHouse.query("SELECT … WHERE instrument = {instrument:String}")
 * .bind("instrument", id).list(row -> …)}.
 *
 * <p>Values are bound by the server, never pasted into the text. Not thread-safe; asked once.
 */
public final class Query {
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    private final ClickHouse clickHouse;
    private final String sql;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<ExternalTable> tables = new ArrayList<>();
    private Duration timeout = DEFAULT_TIMEOUT;

    Query(ClickHouse clickHouse, String sql) {
        this.clickHouse = clickHouse;
        this.sql = sql;
    }

    /** Binds {@code {name:Type}} of the text; the value's {@code toString} must be ClickHouse's spelling of it. */
    public Query bind(String name, Object value) {
        parameters.put("param_" + name, Parameters.escape(value.toString()));
        return this;
    }

    /** A setting of ClickHouse for this query alone. */
    public Query setting(String name, Object value) {
        parameters.put(name, value.toString());
        return this;
    }

    /** Sends a temporary table along that the text may name; it lives as long as the query. */
    public Query with(String table, List<? extends ColumnBuilder> columns, int rows) {
        tables.add(new ExternalTable(table, columns, rows));
        return this;
    }

    /** From sending to the last byte of the result; a minute if nothing is said. */
    public Query timeout(Duration longest) {
        this.timeout = longest;
        return this;
    }

    public <T> List<T> list(Function<Row, T> mapper) {
        List<T> result = new ArrayList<>();
        forEach(row -> result.add(mapper.apply(row)));
        return result;
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(Function<Row, T> mapper) {
        List<T> result = new ArrayList<>();
        forEach(row -> {
            if (result.isEmpty()) {
                result.add(mapper.apply(row));
            }
        });
        return result.stream().findFirst();
    }

    /** Calls {@code each} once per row and returns their number. */
    public long forEach(Consumer<Row> each) {
        return clickHouse.run(this, each);
    }

    String sql() {
        return sql;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    List<ExternalTable> tables() {
        return tables;
    }

    Duration timeout() {
        return timeout;
    }

    record ExternalTable(String name, List<? extends ColumnBuilder> columns, int rows) {
        List<ByteBuffer> body() {
            return NativeBlock.body(columns, Rows.range(0, rows));
        }

        String structure() {
            List<String> parts = new ArrayList<>();
            for (ColumnBuilder column : columns) {
                parts.add("`" + column.name() + "` " + column.type());
            }
            return String.join(", ", parts);
        }
    }
}
