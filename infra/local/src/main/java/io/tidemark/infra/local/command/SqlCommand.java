package io.tidemark.infra.local.command;

import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.Role;
import io.tidemark.infra.local.supervise.ComponentDown;
import io.tidemark.settings.ClickHouseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sql",
        description =
                "Ask ClickHouse as the analyst, who may read the views trades, quotes, bars_1m, bars_1d, latest, …")
final class SqlCommand implements Callable<Integer> {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Context context;

    /** How rows are printed. */
    enum Format {
        TABLE("PrettyCompactMonoBlock"),
        CSV("CSVWithNames"),
        JSON("JSON");

        private final String clickHouseName;

        Format(String clickHouseName) {
            this.clickHouseName = clickHouseName;
        }
    }

    @Parameters(paramLabel = "QUERY", description = "the query; - reads it from standard input")
    private String query = "";

    @Option(names = "--format", paramLabel = "table|csv|json", description = "how rows are printed (default table)")
    private Format format = Format.TABLE;

    @Option(names = "--json", description = "the same as --format json")
    private boolean json;

    SqlCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        LocalConfig config = context.configOnceUp();
        ClickHouseSettings clickHouse = context.environments().clickHouse(Role.ANALYST);
        String text = query.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : query;
        HttpURLConnection connection = send(clickHouse, text, json ? Format.JSON : format, config);
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IllegalStateException(errorOf(connection));
        }
        print(connection.getInputStream());
        return ExitCode.DONE;
    }

    private static HttpURLConnection send(
            ClickHouseSettings clickHouse, String query, Format format, LocalConfig config) {
        // The server answers when the query is done, so that an error in its middle is an error and not half a table.
        URI uri = clickHouse
                .url()
                .resolve("/?database=" + clickHouse.database() + "&default_format=" + format.clickHouseName
                        + "&wait_end_of_query=1&output_format_pretty_max_rows=100000"
                        + "&output_format_json_quote_decimals=1&format_csv_null_representation="
                        + (format == Format.TABLE ? "" : "&date_time_output_format=iso"));
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout((int) CONNECT.toMillis());
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Connection", "close");
            connection.setRequestProperty("X-ClickHouse-User", clickHouse.user());
            connection.setRequestProperty("X-ClickHouse-Key", clickHouse.password());
            connection.getOutputStream().write(query.getBytes(StandardCharsets.UTF_8));
            connection.getResponseCode();
            return connection;
        } catch (IOException silent) {
            throw new ComponentDown(
                    "ClickHouse does not answer at " + config.clickHouseUrl() + ". Start it: ./tidemark up; or see"
                            + " ./tidemark logs clickhouse",
                    silent);
        }
    }

    private void print(InputStream rows) throws IOException {
        try (Reader reader = new InputStreamReader(rows, StandardCharsets.UTF_8)) {
            reader.transferTo(context.out());
        }
        context.out().flush();
    }

    private static String errorOf(HttpURLConnection connection) throws IOException {
        try (InputStream stream = connection.getErrorStream()) {
            String body = stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return body.isBlank() ? "ClickHouse answers " + connection.getResponseCode() : oneLine(body);
        }
    }

    /** {@code Code: 60. DB::Exception: Unknown table … (UNKNOWN_TABLE) (version 26.7.3.1)} without what helps nobody. */
    static String oneLine(String error) {
        return error.strip()
                .replaceAll("\\s+", " ")
                .replaceFirst("^Code: (\\d+)\\. DB::Exception: ", "")
                .replaceFirst(" \\(version [^)]*\\)+$", "");
    }
}
