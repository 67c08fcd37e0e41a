package io.tidemark.infra.benchmarks.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.feed.SimulatorMain;
import io.tidemark.infra.benchmarks.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A simulated market that publishes beside the measurement, as a process of its own: its pauses are not those of the one who
 * asks and takes the time. Closing it ends it.
 */
public final class Market implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final CompletableFuture<Published> report;

    /**
     * What a market had published, all of it acknowledged.
     *
     * @param seconds that it took
     */
    public record Published(int idEpoch, long trades, double seconds) {}

    private Market(Process process) {
        this.process = process;
        // A benchmark that is ended from outside leaves no market behind that trades for ever.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "market-end"));
        // The report is the only line of its output; the pipe ends with the process.
        this.report = CompletableFuture.supplyAsync(this::read);
    }

    /** At the pace of the wall clock, until it is stopped. */
    public static Market live(Instance instance, int symbols, long seed, double tradesPerSecond) {
        return start(instance, symbols, seed, tradesPerSecond, List.of());
    }

    /** So many trades as fast as it goes; its clock ends about now. */
    public static Market fullSpeed(Instance instance, int symbols, long seed, double marketRate, long trades) {
        return start(instance, symbols, seed, marketRate, List.of("--trades=" + trades));
    }

    private static Market start(Instance instance, int symbols, long seed, double rate, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorMain.class.getName(),
                "--symbols=" + symbols,
                "--seed=" + seed,
                String.format(Locale.ROOT, "--rate=%f", rate),
                "--quotes=0",
                "--anomalies=0"));
        command.addAll(more);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().put("TIDEMARK_HOME", instance.home().toString());
        try {
            return new Market(builder.start());
        } catch (IOException failure) {
            throw BenchException.failed("the market cannot be started: " + failure.getMessage(), failure);
        }
    }

    private Published read() {
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            JsonNode report = JSON.readTree(said);
            if (report == null || !report.hasNonNull("trades")) {
                throw BenchException.failed("the market ended without a report, see above");
            }
            return new Published(
                    report.path("idEpoch").asInt(),
                    report.path("trades").asLong(),
                    report.path("seconds").asDouble());
        } catch (IOException failure) {
            throw new UncheckedIOException("the market's report cannot be read", failure);
        }
    }

    /** Whether everything is published, or publishing has failed. */
    public boolean isOver() {
        return report.isDone();
    }

    /** Ends a live market, and returns what it had published. */
    public Published stop() {
        close();
        return report();
    }

    /** What was published, once it is over. */
    public Published report() {
        try {
            return report.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw BenchException.failed("the market ended: " + failure.getCause(), failure);
        } catch (TimeoutException late) {
            throw BenchException.failed("the market did not end within " + PATIENCE_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BenchException.failed("interrupted", interrupted);
        }
    }

    /** Asks the process to end. By its handle: {@link Process#destroy} closes the pipe that the report comes by. */
    @Override
    public void close() {
        process.toHandle().destroy();
    }
}
