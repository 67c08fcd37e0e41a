package io.tidemark.infra.local.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** What the build wrote into this jar. */
public final class Build {
    private static final Properties PROPERTIES = load();

    private Build() {}

    public static String version() {
        return PROPERTIES.getProperty("version", "unknown");
    }

    /** The {@code --add-opens} options that Spark needs on Java 17 and later. */
    static List<String> opens() {
        return List.of(PROPERTIES.getProperty("opens", "").trim().split("\\s+"));
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream stream = Objects.requireNonNull(
                Build.class.getResourceAsStream("/io/tidemark/infra/local/build.properties"), "build.properties")) {
            properties.load(stream);
            return properties;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
