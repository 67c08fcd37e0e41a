package io.tidemark.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The settings of this process. Their environment names are in {@code application.properties} and the README. */
@ConfigMapping(prefix = "tidemark.api")
public interface ApiConfig {
    ClickHouse clickhouse();

    Kafka kafka();

    Streaming streaming();

    Scheduler scheduler();

    Latest latest();

    /** The bearer token that is asked for; empty asks for none, which is allowed on loopback only. */
    Optional<String> token();

    /** Where ClickHouse is, and as whom to read. */
    interface ClickHouse {
        URI url();

        String user();

        Optional<String> password();

        String database();

        /** What one question may take. */
        @WithDefault("5s")
        Duration queryTimeout();

        /** Questions at once; more are told that the API is busy. */
        @WithDefault("16")
        int concurrency();
    }

    /** Where the log is. */
    interface Kafka {
        String bootstrapServers();
    }

    /** Where the streaming job tells of itself. */
    interface Streaming {
        URI url();
    }

    /** Where the scheduler of batch jobs is. */
    interface Scheduler {
        URI url();
    }

    /** How the newest trades, quotes and bars are kept in memory. */
    interface Latest {
        /** How long after its end a bar is open: the streaming job's setting. */
        @WithDefault("2s")
        Duration lateness();

        /** Above this rate the log is not followed and ClickHouse answers. */
        @WithDefault("50000")
        long mostRecordsPerSecond();
    }
}
