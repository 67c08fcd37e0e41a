package io.tidemark.streaming.status;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidemark.streaming.landing.QueryProgress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The job's metrics. The names are stable: dashboards and alerts are built on them. */
public final class JobMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JobStatus status;
    private final Map<String, Double> lags = new HashMap<>();

    public JobMetrics(List<QueryProgress> queries, JobStatus status) {
        this.status = status;
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
            Gauge.builder("tidemark_lag_records", lags, known -> known.getOrDefault(name, Double.NaN))
                    .description("Records in Kafka that the store does not hold yet; NaN while Kafka does not answer")
                    .tag("store", name)
                    .register(registry);
        }
    }

    /** The metrics as Prometheus reads them; Kafka is asked once for all lags. */
    public synchronized String scrape() {
        lags.clear();
        for (JobStatus.QueryStatus query : status.report().queries()) {
            query.lagRecords().ifPresent(records -> lags.put(query.progress().name(), records.doubleValue()));
        }
        return registry.scrape();
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
}
