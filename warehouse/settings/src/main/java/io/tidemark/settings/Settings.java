package io.tidemark.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Resolved settings. For each one the first that is given wins: override (command line), environment variable, file, default.
 * An empty environment variable counts as not given, as shells can hardly unset what a parent has exported.
 */
public final class Settings {
    /** Where a value came from. */
    public enum Source {
        DEFAULT,
        FILE,
        ENVIRONMENT,
        OVERRIDE
    }

    /** One setting as it is shown to a person; secrets are masked. */
    public record Line(String key, String environment, String value, Source source, String help) {}

    private record Resolved(String text, Source source, Object value) {}

    private final Map<Setting<?>, Resolved> resolved;

    private Settings(Map<Setting<?>, Resolved> resolved) {
        this.resolved = resolved;
    }

    /** @throws InvalidSettings that names every problem: unknown keys, values that are not allowed, what is missing */
    public static Settings resolve(
            List<Setting<?>> settings,
            Map<String, String> file,
            Map<String, String> environment,
            Map<String, String> overrides) {
        List<String> problems = new ArrayList<>();
        List<String> keys = settings.stream().<String>map(Setting::key).toList();
        file.keySet().forEach(key -> unknown(key, keys).ifPresent(problems::add));
        overrides.keySet().forEach(key -> unknown(key, keys).ifPresent(problems::add));

        Map<Setting<?>, Resolved> resolved = new LinkedHashMap<>();
        for (Setting<?> setting : settings) {
            resolveOne(setting, file, environment, overrides, problems)
                    .ifPresent(value -> resolved.put(setting, value));
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return new Settings(resolved);
    }

    /** Settings of a process that is told everything by its environment. */
    public static Settings fromEnvironment(List<Setting<?>> settings, Map<String, String> environment) {
        return resolve(settings, Map.of(), environment, Map.of());
    }

    /** @throws IllegalArgumentException when the setting is not one of those that were resolved */
    @SuppressWarnings("unchecked") // the value was parsed by this very setting
    public <T> T get(Setting<T> setting) {
        return (T) resolvedOf(setting).value();
    }

    public String text(Setting<?> setting) {
        return resolvedOf(setting).text();
    }

    public Source source(Setting<?> setting) {
        return resolvedOf(setting).source();
    }

    /** Every setting for people to read, in the order in which they were declared. */
    public List<Line> lines() {
        return resolved.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The settings without their secrets. */
    @Override
    public String toString() {
        List<String> texts = new ArrayList<>();
        lines().forEach(line -> texts.add(line.key() + "=" + line.value()));
        return String.join(" ", texts);
    }

    private static Line line(Setting<?> setting, Resolved value) {
        return new Line(
                setting.key(), setting.environment(), setting.shown(value.text()), value.source(), setting.help());
    }

    private Resolved resolvedOf(Setting<?> setting) {
        Resolved value = resolved.get(setting);
        if (value == null) {
            throw new IllegalArgumentException("setting " + setting.key() + " was not among those resolved");
        }
        return value;
    }

    private static Optional<Resolved> resolveOne(
            Setting<?> setting,
            Map<String, String> file,
            Map<String, String> environment,
            Map<String, String> overrides,
            List<String> problems) {
        String fromEnvironment = environment.getOrDefault(setting.environment(), "");
        String override = overrides.get(setting.key());
        String fromFile = file.get(setting.key());
        if (override != null) {
            return parse(setting, setting.key(), override, Source.OVERRIDE, problems);
        }
        if (!fromEnvironment.isBlank()) {
            return parse(setting, setting.environment(), fromEnvironment, Source.ENVIRONMENT, problems);
        }
        if (fromFile != null) {
            return parse(setting, setting.key(), fromFile, Source.FILE, problems);
        }
        if (setting.defaultText().isPresent()) {
            return parse(setting, setting.key(), setting.defaultText().get(), Source.DEFAULT, problems);
        }
        problems.add(setting.environment() + ": is not set; must be "
                + setting.kind().allowed() + " (" + setting.help() + ")");
        return Optional.empty();
    }

    /** {@code name} is what the user wrote: the key of the file or the variable's name. */
    private static Optional<Resolved> parse(
            Setting<?> setting, String name, String text, Source source, List<String> problems) {
        try {
            return Optional.of(new Resolved(text.trim(), source, parsed(setting, text.trim())));
        } catch (IllegalArgumentException notAllowed) {
            String shown = text.isBlank() ? "empty" : "'" + setting.shown(text) + "'";
            problems.add(name + ": " + notAllowed.getMessage() + ", was " + shown);
            return Optional.empty();
        }
    }

    private static Object parsed(Setting<?> setting, String text) {
        return Objects.requireNonNull(setting.kind().parse(text));
    }

    private static Optional<String> unknown(String key, List<String> known) {
        if (known.contains(key)) {
            return Optional.empty();
        }
        return Optional.of(Nearest.to(key, known)
                .map(near -> key + ": unknown, did you mean " + near + "?")
                .orElse(key + ": unknown"));
    }
}
