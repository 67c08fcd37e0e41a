package io.tidemark.streaming.clickhouse;

import io.tidemark.settings.ClickHouseSettings;
import io.tidemark.settings.KafkaSettings;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a task needs to know, in a form that Spark can send.
 *
 * @param run changes with every start of the query: what a worker remembers of an earlier one is dropped
 * @param announces whether bars go to the topic {@code bars} too: those of a replay have been there
 */
record WorkerSettings(
        String run,
        String url,
        String user,
        String password,
        String database,
        String bootstrapServers,
        Duration lateness,
        HashMap<String, Integer> epochs,
        boolean announces)
        implements Serializable {
    WorkerSettings(
            String run,
            ClickHouseSettings clickHouse,
            KafkaSettings kafka,
            Duration lateness,
            Map<String, Integer> epochs,
            boolean announces) {
        this(
                run,
                clickHouse.url().toString(),
                clickHouse.user(),
                clickHouse.password(),
                clickHouse.database(),
                kafka.bootstrapServers(),
                lateness,
                new HashMap<>(epochs),
                announces);
    }

    ClickHouseSettings clickHouse() {
        return new ClickHouseSettings(URI.create(url), user, password, database);
    }

    int epoch(String topic) {
        Integer epoch = epochs.get(topic);
        if (epoch == null) {
            throw new IllegalStateException("no epoch for topic " + topic + ", which the query did not open");
        }
        return epoch;
    }

    @Override
    public String toString() {
        return "run " + run + " into " + url + "/" + database;
    }
}
