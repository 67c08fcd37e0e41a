package io.tidemark.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the scheduler of batch jobs answers, and the folder with its jobs and their history. */
public record SchedulerSettings(URI url, Path home) {
    public static final Setting<URI> URL = Setting.required(
                    "scheduler.url", Kinds.HTTP_URL, "the scheduler's address, where it listens and is asked")
            .environment("TIDEMARK_SCHEDULER_URL");

    public static SchedulerSettings from(Map<String, String> environment) {
        Settings settings = Settings.fromEnvironment(List.of(URL, StreamingSettings.HOME), environment);
        return new SchedulerSettings(settings.get(URL), settings.get(StreamingSettings.HOME));
    }

    /** What {@link #from} reads. */
    public Map<String, String> toEnvironment() {
        return Map.of(URL.environment(), url.toString(), StreamingSettings.HOME.environment(), home.toString());
    }
}
