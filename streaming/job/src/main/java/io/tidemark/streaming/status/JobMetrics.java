package io.tidemark.streaming.status;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidemark.streaming.landing.QueryProgress;
import java.util.List;

/** The job's metrics. The names are stable: dashboards and alerts are built on them. */
public final class JobMetrics {
    private JobMetrics() {}

    public static PrometheusMeterRegistry of(List<QueryProgress> queries, JobStatus status) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        bindCollections(registry);
        for (QueryProgress query : queries) {
            String name = query.snapshot().name();
            FunctionCounter.builder(
                            "tidemark_landed_records", query, q -> q.snapshot().recordsLanded())
                    .description("Records that this process has landed")
                    .tag("store", name)
                    .register(registry);
            FunctionCounter.builder("tidemark_quarantined_records", query, JobMetrics::quarantined)
                    .description("Records that this process has put into quarantine")
                    .tag("store", name)
                    .register(registry);
            Gauge.builder("tidemark_query_running", query, JobMetrics::running)
                    .description("1 while the query lands")
                    .tag("store", name)
                    .register(registry);
            Gauge.builder("tidemark_lag_records", status, s -> lag(s, name))
                    .description("Records in Kafka that the store does not hold yet; NaN while Kafka does not answer")
                    .tag("store", name)
                    .register(registry);
        }
        return registry;
    }

    /** Lives as long as the process: its listener must not be closed. */
    @SuppressWarnings("resource")
    private static void bindCollections(PrometheusMeterRegistry registry) {
        new JvmGcMetrics().bindTo(registry);
    }

    private static double quarantined(QueryProgress query) {
        return query.snapshot().quarantined().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static double running(QueryProgress query) {
        return query.snapshot().state() == QueryProgress.State.RUNNING ? 1 : 0;
    }

    private static double lag(JobStatus status, String name) {
        return status.queries().stream()
                .filter(query -> query.progress().name().equals(name))
                .findFirst()
                .flatMap(JobStatus.QueryStatus::lagRecords)
                .map(Long::doubleValue)
                .orElse(Double.NaN);
    }
}
