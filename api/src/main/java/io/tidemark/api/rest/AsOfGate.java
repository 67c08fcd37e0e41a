package io.tidemark.api.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.api.health.Dependencies;
import io.tidemark.api.problem.Problems;
import io.tidemark.api.text.TimeText;
import io.tidemark.clickhouse.read.AsOfLimits;
import io.tidemark.clickhouse.read.AsOfReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Lets a question about then through when everything of then has landed and is kept. Only such a question has the same answer
 * whenever it is asked.
 */
@ApplicationScoped
public class AsOfGate {
    /** Between the log's ends and the clock the streaming job looks at some milliseconds pass, and brokers have clocks of their own. */
    private static final Duration CAUTION = Duration.ofSeconds(1);

    private final AsOfReader store;
    private final Dependencies dependencies;
    private final ObjectMapper mapper;
    private final Clock clock;

    public AsOfGate(AsOfReader store, Dependencies dependencies, ObjectMapper mapper, Clock clock) {
        this.store = store;
        this.dependencies = dependencies;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** @throws io.tidemark.api.problem.ProblemException when the answer could still change, or is not known any more */
    public void check(long asOfMicros) {
        AsOfLimits limits = store.limits();
        if (asOfMicros < limits.floorMicros()) {
            throw Problems.notKept(TimeText.of(asOfMicros), TimeText.of(limits.floorMicros()));
        }
        if (asOfMicros < limits.frontierMicros()) {
            return;
        }
        // The store knows the last record of each partition; that nothing came since, only the streaming job can tell.
        long frontier = Math.max(limits.frontierMicros(), streamingFrontierMicros());
        if (asOfMicros >= frontier) {
            throw Problems.notLandedYet(TimeText.of(asOfMicros), TimeText.of(frontier));
        }
    }

    /** 0 when the streaming job does not tell: then the store's own frontier stands. */
    private long streamingFrontierMicros() {
        long latest = micros(clock.instant().minus(CAUTION));
        try {
            String said = mapper.readTree(dependencies.streamingStatus())
                    .at("/frontier/clickhouse")
                    .asText();
            return Math.min(latest, micros(Instant.parse(said)));
        } catch (IOException | DateTimeParseException silent) {
            return 0;
        }
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
    }
}
