package io.tidemark.settings;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the REST API is, and the bearer token that it asks for, if it does. */
public record ApiSettings(URI url, Optional<String> token) {
    public static final Setting<URI> URL = Setting.required("api.url", Kinds.HTTP_URL, "the REST API's address")
            .environment("TIDEMARK_API_URL");
    public static final Setting<Optional<String>> TOKEN = Setting.of(
                    "api.token",
                    Kinds.optional(
                            Kinds.WORD.where("at least 8 characters without spaces", token -> token.length() >= 8)),
                    "",
                    "bearer token that the REST API asks for; empty asks for none")
            .secret();

    public static ApiSettings from(Map<String, String> environment) {
        Settings settings = Settings.fromEnvironment(List.of(URL, TOKEN), environment);
        return new ApiSettings(settings.get(URL), settings.get(TOKEN));
    }

    /** What {@link #from} reads. */
    public Map<String, String> toEnvironment() {
        return Map.of(URL.environment(), url.toString(), TOKEN.environment(), token.orElse(""));
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
