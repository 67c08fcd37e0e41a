package io.tidemark.api;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.tidemark.api.config.StartupCheck;
import io.tidemark.settings.InvalidSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Starts the REST API. Ends with 2 when its settings do not allow it to. */
@QuarkusMain
public final class ApiMain {
    private static final String QUARKUS = "quarkus.http.";

    private ApiMain() {}

    public static void main(String[] arguments) {
        try {
            StartupCheck.webSettings(System.getenv(), given()).forEach(System::setProperty);
        } catch (InvalidSettings invalid) {
            System.err.println("tidemark-api cannot start:");
            invalid.problems().forEach(problem -> System.err.println("  " + problem));
            System.exit(2);
        }
        Quarkus.run(arguments);
    }

    /** Quarkus' own settings of the web server, by property or variable. */
    private static Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        System.getenv().forEach((name, value) -> {
            String key = name.toLowerCase(Locale.ROOT).replace('_', '.');
            if (key.startsWith(QUARKUS)) {
                given.put(key, value);
            }
        });
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith(QUARKUS))
                .forEach(key -> given.put(key, System.getProperty(key)));
        return given;
    }
}
