package io.tidemark.infra.benchmarks.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.batch.RebuildBarsMain;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.market.instrument.InstrumentId;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The batch layer's rebuild of bars as a process of its own, as a scheduler would start it. */
public final class RebuildJob {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path log;

    private RebuildJob(Process process, Path log) {
        this.process = process;
        this.log = log;
        // A benchmark that is ended from outside leaves no job behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "rebuild-end"));
    }

    /** @param log where what the job says besides its report is appended */
    public static RebuildJob start(Collection<LocalDate> days, Collection<InstrumentId> instruments, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Heap, collector and opened packages are those that this process was given for Spark.
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                RebuildBarsMain.class.getName(),
                "--days",
                days.stream().map(LocalDate::toString).collect(Collectors.joining(",")),
                "--instruments",
                instruments.stream().map(InstrumentId::toString).collect(Collectors.joining(","))));
        try {
            return new RebuildJob(
                    new ProcessBuilder(command)
                            .redirectError(Redirect.appendTo(log.toFile()))
                            .start(),
                    log);
        } catch (IOException failure) {
            throw BenchException.failed("the rebuild cannot be started: " + failure.getMessage(), failure);
        }
    }

    /** Kills it with SIGKILL and returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BenchException.failed("interrupted", interrupted);
        }
    }

    /** What it printed when it was done: {@code trades}, {@code bars1m}, {@code bars1d}, {@code seconds}. */
    public JsonNode report() {
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int exitCode = process.waitFor();
            JsonNode report = JSON.readTree(said.substring(said.lastIndexOf('\n') + 1));
            if (exitCode != 0 || report == null || !report.isObject()) {
                throw BenchException.failed(
                        "The rebuild of the lake's bars ended with exit code " + exitCode + "; its log is " + log);
            }
            return report;
        } catch (IOException failure) {
            throw BenchException.failed("the rebuild's report cannot be read; its log is " + log, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BenchException.failed("interrupted", interrupted);
        }
    }
}
