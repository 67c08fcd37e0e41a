package io.tidemark.infra.benchmarks.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.settings.ClickHouseSettings;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks {@code ./tidemark}: what it answers with {@code --json} is a contract, its files are not. */
public final class TidemarkCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Instance instance;

    public TidemarkCommand(Instance instance) {
        this.instance = instance;
    }

    /** What {@code status --json} says, also when a component is down. */
    public JsonNode status() {
        return answer("status");
    }

    /** ClickHouse as analysts see it. */
    public ClickHouseSettings analyst() {
        JsonNode env = answer("env");
        return new ClickHouseSettings(
                URI.create(env.path("CLICKHOUSE_URL").asText()),
                env.path("CLICKHOUSE_USER").asText(),
                env.path("CLICKHOUSE_PASSWORD").asText(),
                instance.clickHouse().database());
    }

    /** What a command answers with {@code --json}, whatever its exit code. */
    public JsonNode answer(String... words) {
        String spoken = String.join(" ", words);
        ProcessBuilder builder = command(words);
        builder.command().add("--json");
        builder.redirectError(Redirect.INHERIT);
        try {
            Process process = builder.start();
            byte[] answer = process.getInputStream().readAllBytes();
            process.waitFor();
            JsonNode node = JSON.readTree(answer);
            if (node == null || !node.isObject()) {
                throw BenchException.notReady(
                        "'./tidemark " + spoken + " --json' answered no object: run it and see why.");
            }
            return node;
        } catch (IOException failure) {
            throw BenchException.notReady("'./tidemark " + spoken + " --json' gave no answer: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BenchException.failed("interrupted while asking ./tidemark " + spoken, interrupted);
        }
    }

    /**
     * Runs a command as a user would and returns its exit code.
     *
     * @param log what it says is appended there
     */
    public int run(Path log, String... words) {
        ProcessBuilder builder = command(words)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .redirectError(Redirect.appendTo(log.toFile()));
        try {
            return builder.start().waitFor();
        } catch (IOException failure) {
            throw BenchException.notReady(
                    "'./tidemark " + String.join(" ", words) + "' cannot run: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BenchException.failed("interrupted", interrupted);
        }
    }

    private ProcessBuilder command(String... words) {
        Path file = instance.root().resolve("tidemark");
        if (!Files.isExecutable(file)) {
            throw BenchException.notReady(file
                    + " is not there: start the benchmark by ./tidemark bench, or set TIDEMARK_ROOT to its folder.");
        }
        List<String> line = new ArrayList<>();
        line.add(file.toString());
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("TIDEMARK_HOME", instance.home().toString());
        builder.environment().put("TIDEMARK_NO_BUILD", "1");
        return builder;
    }
}
