package io.tidemark.infra.benchmarks.instance;

import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.feed.sim.SimulatorRun;
import io.tidemark.infra.benchmarks.BenchException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A simulated market that publishes beside the measurement. Closing it ends it. */
public final class Market implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CompletableFuture<SimulatorRun.Report> report = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean isStopped;

    private Market(Instance instance, SimulatorRun.Options options) {
        thread = new Thread(() -> publish(instance, options), "market");
        thread.setDaemon(true);
    }

    /** At the pace of the wall clock, until it is stopped. */
    public static Market live(Instance instance, int symbols, long seed, double tradesPerSecond) {
        return start(instance, new SimulatorRun.Options(symbols, seed, tradesPerSecond, 0, 0, 0, Duration.ZERO));
    }

    /** So many trades as fast as it goes; its clock ends about now. */
    public static Market fullSpeed(Instance instance, int symbols, long seed, double marketRate, long trades) {
        return start(instance, new SimulatorRun.Options(symbols, seed, marketRate, 0, 0, trades, Duration.ZERO));
    }

    private static Market start(Instance instance, SimulatorRun.Options options) {
        Market market = new Market(instance, options);
        market.thread.start();
        return market;
    }

    // Whatever ends the market must reach the one who waits for its report.
    @SuppressWarnings("CatchingUnchecked")
    private void publish(Instance instance, SimulatorRun.Options options) {
        try (EventPublisher publisher = new EventPublisher(instance.kafka(), "tidemark-bench")) {
            report.complete(
                    new SimulatorRun(options, instance.home(), Clock.systemUTC()).run(publisher, () -> isStopped));
        } catch (RuntimeException failure) {
            report.completeExceptionally(failure);
        }
    }

    /** Whether everything is published, or publishing has failed. */
    public boolean isOver() {
        return report.isDone();
    }

    /** Ends a live market, and returns what it had published, all of it acknowledged. */
    public SimulatorRun.Report stop() {
        isStopped = true;
        return report();
    }

    /** What was published, once it is over. */
    public SimulatorRun.Report report() {
        try {
            return report.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw BenchException.failed("the market ended: " + failure.getCause(), failure);
        } catch (TimeoutException late) {
            throw BenchException.failed("the market did not end within " + PATIENCE.toSeconds() + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BenchException.failed("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        isStopped = true;
    }
}
