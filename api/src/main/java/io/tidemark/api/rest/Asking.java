package io.tidemark.api.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidemark.api.config.ApiConfig;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.problem.Problems;
import io.tidemark.clickhouse.read.ReadException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets so many questions through to ClickHouse at once, times them, and turns their failures into problems. */
@ApplicationScoped
public class Asking {
    private final Semaphore permits;
    private final int bound;
    private final Duration timeout;
    private final MeterRegistry metrics;

    public Asking(ApiConfig config, MeterRegistry metrics) {
        this.bound = config.clickhouse().concurrency();
        this.timeout = config.clickhouse().queryTimeout();
        this.permits = new Semaphore(bound);
        this.metrics = metrics;
    }

    /**
     * @param name of the question, for the metrics
     * @throws ProblemException when there is no answer
     */
    public <T> T ask(String name, Supplier<T> question) {
        if (!permits.tryAcquire()) {
            throw Problems.busy(bound);
        }
        Timer.Sample sample = Timer.start(metrics);
        String outcome = "answered";
        try {
            return question.get();
        } catch (ReadException failure) {
            outcome = failure.kind().name().toLowerCase(Locale.ROOT);
            throw new ProblemException(Problems.of(failure, timeout));
        } finally {
            permits.release();
            sample.stop(metrics.timer("tidemark_api_clickhouse_seconds", "question", name, "outcome", outcome));
        }
    }
}
