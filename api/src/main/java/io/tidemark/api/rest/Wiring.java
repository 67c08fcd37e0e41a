package io.tidemark.api.rest;

import io.tidemark.api.config.ApiConfig;
import io.tidemark.api.instrument.InstrumentDirectory;
import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.read.AsOfReader;
import io.tidemark.clickhouse.read.BarReader;
import io.tidemark.clickhouse.read.InstrumentReader;
import io.tidemark.clickhouse.read.TickReader;
import io.tidemark.orchestration.HttpJobRunner;
import io.tidemark.orchestration.JobRunner;
import io.tidemark.settings.ClickHouseSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The objects that the endpoints share. */
final class Wiring {
    private static final Duration DIRECTORY_TIMEOUT = Duration.ofSeconds(5);

    @Produces
    @Singleton
    ClickHouse clickHouse(ApiConfig config) {
        return ClickHouse.connect(new ClickHouseSettings(
                config.clickhouse().url(),
                config.clickhouse().user(),
                config.clickhouse().password().orElse(""),
                config.clickhouse().database()));
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    BarReader bars(ClickHouse clickHouse, ApiConfig config, Clock clock) {
        return new BarReader(clickHouse, config.clickhouse().queryTimeout(), clock);
    }

    @Produces
    @Singleton
    TickReader ticks(ClickHouse clickHouse, ApiConfig config) {
        return new TickReader(clickHouse, config.clickhouse().queryTimeout());
    }

    @Produces
    @Singleton
    AsOfReader asOf(ClickHouse clickHouse, ApiConfig config) {
        return new AsOfReader(clickHouse, config.clickhouse().queryTimeout());
    }

    @Produces
    @Singleton
    JobRunner jobs(ApiConfig config) {
        return new HttpJobRunner(config.scheduler().url());
    }

    @Produces
    @Singleton
    InstrumentDirectory instruments(ClickHouse clickHouse) {
        return new InstrumentDirectory(new InstrumentReader(clickHouse, DIRECTORY_TIMEOUT));
    }
}
