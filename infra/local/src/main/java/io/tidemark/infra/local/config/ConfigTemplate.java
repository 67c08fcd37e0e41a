package io.tidemark.infra.local.config;

import io.tidemark.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The properties file that the first {@code up} writes: every setting with its help, its default and all commented out. */
public final class ConfigTemplate {
    private ConfigTemplate() {}

    public static void writeWhenAbsent(Home home) {
        try {
            Files.createDirectories(home.path());
            if (!Files.exists(home.configFile())) {
                Files.writeString(home.configFile(), text());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + home.configFile(), failure);
        }
    }

    static String text() {
        StringBuilder text = new StringBuilder("""
                # Settings of the local Tidemark. Remove a leading # to change a value, then run ./tidemark down and up.
                # An environment variable beats this file: kafka.port is TIDEMARK_KAFKA_PORT. See ./tidemark config show.
                """);
        String section = "";
        for (Setting<?> setting : LocalSettings.ALL) {
            String group = setting.key().substring(0, setting.key().indexOf('.'));
            if (!group.equals(section)) {
                text.append('\n');
                section = group;
            }
            text.append("# ").append(setting.help()).append("\n#");
            text.append(setting.key())
                    .append('=')
                    .append(setting.defaultText().orElse(""))
                    .append('\n');
        }
        return text.toString();
    }
}
