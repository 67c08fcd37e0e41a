package io.tidemark.settings;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Where ClickHouse's HTTP interface is, and as whom to speak to it. */
public record ClickHouseSettings(URI url, String user, String password, String database) {
    public static final Setting<URI> URL = Setting.required(
                    "clickhouse.url", Kinds.HTTP_URL, "ClickHouse's HTTP interface")
            .environment("CLICKHOUSE_URL");
    public static final Setting<String> USER =
            Setting.required("clickhouse.user", Kinds.WORD, "ClickHouse's user").environment("CLICKHOUSE_USER");
    // An empty password is one that ClickHouse allows, and its default user has.
    public static final Setting<String> PASSWORD = Setting.of(
                    "clickhouse.password", Kinds.TEXT, "", "the password of ClickHouse's user")
            .environment("CLICKHOUSE_PASSWORD")
            .secret();
    public static final Setting<String> DATABASE = Setting.of(
                    "clickhouse.database",
                    Kinds.TEXT.where("a name of letters, digits and _", name -> name.matches("[A-Za-z_][A-Za-z0-9_]*")),
                    "tidemark",
                    "the database of Tidemark's tables")
            .environment("CLICKHOUSE_DATABASE");

    public static ClickHouseSettings from(Map<String, String> environment) {
        Settings settings = Settings.fromEnvironment(List.of(URL, USER, PASSWORD, DATABASE), environment);
        return new ClickHouseSettings(
                settings.get(URL), settings.get(USER), settings.get(PASSWORD), settings.get(DATABASE));
    }

    /** What {@link #from} reads. */
    public Map<String, String> toEnvironment() {
        return Map.of(
                URL.environment(), url.toString(),
                USER.environment(), user,
                PASSWORD.environment(), password,
                DATABASE.environment(), database);
    }

    @Override
    public String toString() {
        return url + "/" + database + " as " + user;
    }
}
