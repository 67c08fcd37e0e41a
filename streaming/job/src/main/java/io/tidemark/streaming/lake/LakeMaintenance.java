package io.tidemark.streaming.lake;

import io.tidemark.lake.Compaction;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts the event tables beside the stream, on one core's slot at most. It waits while landing catches up: many small
 * commits come from a stream that keeps up, and a bulk load needs the cores.
 */
public final class LakeMaintenance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LakeMaintenance.class);
    /** Each commit adds one or two files per table. */
    private static final Duration PAUSE = Duration.ofSeconds(60);

    /**
     * @param files small files merged since the start
     * @param lastError absent when the last run went well
     */
    public record Report(long files, Optional<Instant> lastRunAt, Optional<String> lastError) {}

    private final SparkSession spark;
    private final LakeSettings settings;
    private final BooleanSupplier isCatchingUp;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "lake-maintenance");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Report report = new Report(0, Optional.empty(), Optional.empty());

    public LakeMaintenance(SparkSession spark, LakeSettings settings, BooleanSupplier isCatchingUp) {
        // A session of its own: the settings of a compaction are not the stream's.
        this.spark = spark.newSession();
        this.settings = settings;
        this.isCatchingUp = isCatchingUp;
    }

    public void start() {
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(this::run, PAUSE.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    private void run() {
        if (isCatchingUp.getAsBoolean()) {
            return;
        }
        try {
            spark.sparkContext().setLocalProperty("spark.scheduler.pool", "maintenance");
            long files = report.files();
            for (TableDefinition table : LakeGate.TABLES) {
                Compaction.Report done = Compaction.run(spark, settings, table);
                if (done.files() > 0) {
                    LOG.info("compacted {} files of {} in {}", done.files(), table.name(), done.partitions());
                }
                files += done.files();
            }
            report = new Report(files, Optional.of(Instant.now()), Optional.empty());
        } catch (Exception failure) {
            // Spark throws checked exceptions that it does not declare.
            if (thread.isShutdown()) {
                return;
            }
            // The stream goes on without it; status and metrics say that files pile up.
            LOG.warn("compaction failed and is tried again in {}", PAUSE, failure);
            report = new Report(report.files(), report.lastRunAt(), Optional.of(String.valueOf(failure.getMessage())));
        }
    }

    public Report report() {
        return report;
    }

    /** Lets a compaction that is under way go: what it has not committed is as if it had never begun. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
