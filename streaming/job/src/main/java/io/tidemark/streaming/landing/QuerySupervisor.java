package io.tidemark.streaming.landing;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one query running: starts it again after a failure, waiting longer each time, and stops at a refusal. */
public final class QuerySupervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuerySupervisor.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** A query that ran this long was healthy: its next failure waits the shortest time again. */
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private final LandingQuery query;
    private final QueryProgress progress;
    private final Thread thread;
    private volatile boolean stopping;

    public QuerySupervisor(LandingQuery query, QueryProgress progress) {
        this.query = query;
        this.progress = progress;
        this.thread = new Thread(this::run, "supervisor-" + query.name());
    }

    public void start() {
        thread.start();
    }

    private void run() {
        Duration wait = FIRST_WAIT;
        while (!stopping) {
            long begun = System.nanoTime();
            try {
                query.run();
                return;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception failure) {
                Optional<String> refusal = Failures.refusal(failure);
                if (stopping) {
                    return;
                }
                if (refusal.isPresent()) {
                    LOG.error("{} refuses to go on: {}", query.name(), refusal.get());
                    progress.failed(QueryProgress.State.REFUSED, "needs a decision", refusal.get());
                    return;
                }
                if (System.nanoTime() - begun > HEALTHY.toNanos()) {
                    wait = FIRST_WAIT;
                }
                String cause = Failures.message(failure);
                LOG.warn("{}: {} failed and starts again in {}", cause, query.name(), wait, failure);
                progress.failed(QueryProgress.State.BACKING_OFF, "starts again in " + wait, cause);
                if (!pause(wait)) {
                    return;
                }
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            }
        }
    }

    private static boolean pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        progress.stopped();
    }
}
