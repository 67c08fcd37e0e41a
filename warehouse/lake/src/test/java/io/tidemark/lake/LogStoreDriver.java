package io.tidemark.lake;

import io.tidemark.settings.LakeSettings;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** One of two processes that race for the same versions: arguments are the time to start at, ms, and the writer's name. */
final class LogStoreDriver {
    static final int VERSIONS = 200;
    private static final long MILLIS_PER_VERSION = 25;

    private LogStoreDriver() {}

    public static void main(String[] arguments) throws Exception {
        LakeSettings lake = LakeSettings.from(System.getenv());
        Configuration configuration = new Configuration();
        for (Map.Entry<String, String> option : LakeSessions.options(lake).entrySet()) {
            if (option.getKey().startsWith("spark.hadoop.")) {
                configuration.set(option.getKey().substring("spark.hadoop.".length()), option.getValue());
            }
        }
        ConditionalLogStore store = new ConditionalLogStore(configuration);
        String log = lake.s3aUri("race") + "/_delta_log/";
        store.write(new Path(log + "warm-up-" + arguments[1]), List.of("x").iterator(), false, configuration);
        long start = Long.parseLong(arguments[0]);
        int wins = 0;
        for (int version = 0; version < VERSIONS; version++) {
            while (System.currentTimeMillis() < start + version * MILLIS_PER_VERSION) {
                Thread.onSpinWait();
            }
            try {
                store.write(
                        new Path(log + "%020d.json".formatted(version)),
                        List.of("writer " + arguments[1]).iterator(),
                        false,
                        configuration);
                wins++;
            } catch (FileAlreadyExistsException lost) {
                // The other process has this version.
            }
        }
        System.out.println("wins " + wins);
        System.exit(0);
    }
}
