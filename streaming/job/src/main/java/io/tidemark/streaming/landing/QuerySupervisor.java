package io.tidemark.streaming.landing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
                RefusedException refusal = refusalIn(failure);
                if (stopping) {
                    return;
                }
                if (refusal != null) {
                    LOG.error("{} refuses to go on: {}", query.name(), refusal.getMessage());
                    progress.failed(QueryProgress.State.REFUSED, "needs a decision", message(refusal));
                    return;
                }
                if (System.nanoTime() - begun > HEALTHY.toNanos()) {
                    wait = FIRST_WAIT;
                }
                LOG.warn("{} failed and starts again in {}", query.name(), wait, failure);
                progress.failed(QueryProgress.State.BACKING_OFF, "starts again in " + wait, message(failure));
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

    /** Spark wraps what a batch throws, some layers deep, and keeps only the text of what a task threw. */
    private static @Nullable RefusedException refusalIn(Throwable failure) {
        String name = RefusedException.class.getName();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException refusal) {
                return refusal;
            }
            String text = String.valueOf(cause.getMessage());
            int at = text.indexOf(name + ": ");
            if (at >= 0) {
                return new RefusedException(text.substring(at + name.length() + 2)
                        .lines()
                        .findFirst()
                        .orElse(text));
            }
        }
        return null;
    }

    /** The innermost message says what happened; the layers around it say that Spark runs tasks. */
    private static String message(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = root.getMessage();
        String text = said == null || said.isBlank() ? root.toString() : said;
        return text.length() > 2_000 ? text.substring(0, 2_000) : text;
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
