package io.tidemark.infra.benchmarks.instance;

import io.tidemark.settings.ApiSettings;
import io.tidemark.settings.ClickHouseSettings;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.settings.LakeSettings;
import io.tidemark.settings.StreamingSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * The endpoints of the instance that is measured, as its owner.
 *
 * @param root the project's folder, where {@code ./tidemark} is
 */
public record Instance(
        KafkaSettings kafka,
        LakeSettings lake,
        ClickHouseSettings clickHouse,
        ApiSettings api,
        StreamingSettings streaming,
        Path root) {
    private static final String ROOT = "TIDEMARK_ROOT";

    /** From the environment that every process of Tidemark gets. */
    public static Instance from(Map<String, String> environment) {
        return new Instance(
                KafkaSettings.from(environment),
                LakeSettings.from(environment),
                ClickHouseSettings.from(environment),
                ApiSettings.from(environment),
                StreamingSettings.from(environment),
                // The command line names it; without it the benchmark was started there.
                Path.of(environment.getOrDefault(ROOT, "")).toAbsolutePath());
    }

    public Path home() {
        return streaming.home();
    }
}
