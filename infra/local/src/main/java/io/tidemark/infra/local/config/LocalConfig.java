package io.tidemark.infra.local.config;

import io.tidemark.settings.InvalidSettings;
import io.tidemark.settings.Setting;
import io.tidemark.settings.Settings;
import io.tidemark.settings.Settings.Source;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The resolved settings of one home, and the endpoints that follow from them. */
public final class LocalConfig {
    private final Home home;
    private final Settings settings;
    private final Map<String, String> file;

    private LocalConfig(Home home, Settings settings, Map<String, String> file) {
        this.home = home;
        this.settings = settings;
        this.file = file;
    }

    /**
     * @param overrides what the command line says, by key
     * @throws InvalidSettings with every problem of the file, the environment and of settings that do not go together
     */
    public static LocalConfig load(Home home, Map<String, String> environment, Map<String, String> overrides) {
        Map<String, String> file = PropertiesFile.read(home.configFile());
        Map<String, String> withCredentials = new HashMap<>(Credentials.read(home));
        // An empty password in the file asks for the generated one.
        file.forEach((key, value) -> {
            if (!value.isEmpty() || !withCredentials.containsKey(key)) {
                withCredentials.put(key, value);
            }
        });
        Map<String, String> remembered = new HashMap<>(PropertiesFile.read(home.lastUpFile()));
        remembered.putAll(overrides);
        Settings settings = Settings.resolve(LocalSettings.ALL, withCredentials, environment, remembered);
        LocalConfig config = new LocalConfig(home, settings, file);
        List<String> problems = config.contradictions();
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return config;
    }

    /** Keeps what the command line of {@code up} said, for the commands and the next {@code up} that follow. */
    public static void rememberUp(Home home, Map<String, String> overrides) {
        Map<String, String> remembered = new HashMap<>(PropertiesFile.read(home.lastUpFile()));
        remembered.putAll(overrides);
        PropertiesFile.writePrivate(home.lastUpFile(), "What the last ./tidemark up was told.", remembered);
    }

    public Home home() {
        return home;
    }

    public <T> T get(Setting<T> setting) {
        return settings.get(setting);
    }

    /** Every setting for people, secrets masked; generated credentials say so. */
    public List<Shown> shown() {
        return settings.lines().stream().map(this::shown).toList();
    }

    /** One line of {@code config show}. */
    public record Shown(String key, String value, String source, String environment, String help) {}

    public String bootstrapServers() {
        return get(LocalSettings.KAFKA_BOOTSTRAP).orElse("127.0.0.1:" + get(LocalSettings.KAFKA_PORT));
    }

    public URI s3Url() {
        return get(LocalSettings.S3_ENDPOINT).orElseGet(() -> loopback(LocalSettings.S3_PORT));
    }

    public URI clickHouseUrl() {
        return get(LocalSettings.CLICKHOUSE_URL).orElseGet(() -> loopback(LocalSettings.CLICKHOUSE_PORT));
    }

    public URI streamingUrl() {
        return get(LocalSettings.STREAMING_ENDPOINT).orElseGet(() -> loopback(LocalSettings.STREAMING_PORT));
    }

    public URI apiUrl() {
        return get(LocalSettings.API_ENDPOINT).orElseGet(() -> loopback(LocalSettings.API_PORT));
    }

    public URI schedulerUrl() {
        return loopback(LocalSettings.SCHEDULER_PORT);
    }

    /** Whether there are credentials: before the first {@code up} of a home there are none. */
    public boolean hasCredentials() {
        return !get(LocalSettings.S3_SECRET_KEY).isEmpty()
                && !get(LocalSettings.CLICKHOUSE_ANALYST_PASSWORD).isEmpty();
    }

    private URI loopback(Setting<Integer> port) {
        return URI.create("http://127.0.0.1:" + get(port));
    }

    private Shown shown(Settings.Line line) {
        boolean generated = line.source() == Source.FILE
                && file.getOrDefault(line.key(), "").isEmpty();
        String source = generated ? "generated" : line.source().name().toLowerCase(Locale.ROOT);
        return new Shown(line.key(), line.value(), source, line.environment(), line.help());
    }

    private List<String> contradictions() {
        List<String> problems = new ArrayList<>(equalPorts());
        if (get(LocalSettings.S3_ENDPOINT).isPresent()) {
            requireOwn(LocalSettings.S3_ACCESS_KEY, LocalSettings.S3_ENDPOINT, problems);
            requireOwn(LocalSettings.S3_SECRET_KEY, LocalSettings.S3_ENDPOINT, problems);
        }
        if (get(LocalSettings.CLICKHOUSE_URL).isPresent()) {
            requireOwn(LocalSettings.CLICKHOUSE_API_PASSWORD, LocalSettings.CLICKHOUSE_URL, problems);
            requireOwn(LocalSettings.CLICKHOUSE_ANALYST_PASSWORD, LocalSettings.CLICKHOUSE_URL, problems);
        } else {
            requireDefault(LocalSettings.CLICKHOUSE_USER, problems);
            requireDefault(LocalSettings.CLICKHOUSE_DATABASE, problems);
        }
        both(LocalSettings.S3_ENDPOINT, LocalSettings.S3_BINARY).ifPresent(problems::add);
        both(LocalSettings.CLICKHOUSE_URL, LocalSettings.CLICKHOUSE_BINARY).ifPresent(problems::add);
        return problems;
    }

    private List<String> equalPorts() {
        Map<Integer, Setting<Integer>> taken = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Setting<Integer> setting : List.of(
                LocalSettings.KAFKA_PORT,
                LocalSettings.KAFKA_CONTROLLER_PORT,
                LocalSettings.S3_PORT,
                LocalSettings.CLICKHOUSE_PORT,
                LocalSettings.CLICKHOUSE_TCP_PORT,
                LocalSettings.STREAMING_PORT,
                LocalSettings.API_PORT,
                LocalSettings.SCHEDULER_PORT)) {
            Setting<Integer> other = taken.putIfAbsent(get(setting), setting);
            if (other != null) {
                problems.add(setting.key() + ": " + get(setting) + " is already the port of " + other.key());
            }
        }
        return problems;
    }

    /** A generated credential is unknown to a server that is not started here. */
    private void requireOwn(Setting<String> credential, Setting<?> endpoint, List<String> problems) {
        boolean own = settings.source(credential) == Source.ENVIRONMENT
                || !file.getOrDefault(credential.key(), "").isEmpty();
        if (!own) {
            problems.add(credential.key() + ": must be given together with " + endpoint.key());
        }
    }

    /** The ClickHouse that is started here has fixed users, each with its grants on one database. */
    private void requireDefault(Setting<String> setting, List<String> problems) {
        String only = setting.defaultText().orElseThrow();
        if (!get(setting).equals(only)) {
            problems.add(setting.key() + ": must be " + only + " without clickhouse.url, was '" + get(setting) + "'");
        }
    }

    private <A, B> Optional<String> both(Setting<Optional<A>> endpoint, Setting<Optional<B>> binary) {
        return get(endpoint).isPresent() && get(binary).isPresent()
                ? Optional.of(binary.key() + ": contradicts " + endpoint.key() + ", give one of the two")
                : Optional.empty();
    }
}
