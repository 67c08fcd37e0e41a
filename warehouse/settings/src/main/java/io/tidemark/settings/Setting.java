package io.tidemark.settings;

import java.util.Locale;
import java.util.Optional;

/**
 * One setting. The key is its name in a file ({@code kafka.port}), the environment variable its name elsewhere; either may be
 * used. Without a default it must be given.
 */
public record Setting<T>(
        String key, String environment, Optional<String> defaultText, Kind<T> kind, String help, Secrecy secrecy) {

    /** Whether a value may be shown. */
    public enum Secrecy {
        OPEN,
        SECRET
    }

    public Setting {
        if (!key.matches("[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*)+")) {
            throw new IllegalArgumentException("a setting's key is dotted words such as kafka.port, was " + key);
        }
        if (help.isBlank()) {
            throw new IllegalArgumentException("setting " + key + " has no help");
        }
        // A default that its own check refuses would be found by the first user only.
        defaultText.ifPresent(kind::parse);
    }

    /** A setting with a default, its variable named after the key: {@code api.corsOrigins} is TIDEMARK_API_CORS_ORIGINS. */
    public static <T> Setting<T> of(String key, Kind<T> kind, String defaultText, String help) {
        return new Setting<>(key, environmentName(key), Optional.of(defaultText), kind, help, Secrecy.OPEN);
    }

    /** A setting that must be given. */
    public static <T> Setting<T> required(String key, Kind<T> kind, String help) {
        return new Setting<>(key, environmentName(key), Optional.empty(), kind, help, Secrecy.OPEN);
    }

    public Setting<T> environment(String name) {
        return new Setting<>(key, name, defaultText, kind, help, secrecy);
    }

    public Setting<T> secret() {
        return new Setting<>(key, environment, defaultText, kind, help, Secrecy.SECRET);
    }

    public boolean isSecret() {
        return secrecy == Secrecy.SECRET;
    }

    /** The value as people may see it. */
    String shown(String text) {
        return isSecret() && !text.isEmpty() ? "********" : text;
    }

    static String environmentName(String key) {
        return "TIDEMARK_"
                + key.replace('.', '_').replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
