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
        return ask("status");
    }

    /** ClickHouse as analysts see it. */
    public ClickHouseSettings analyst() {
        JsonNode env = ask("env");
        return new ClickHouseSettings(
                URI.create(env.path("CLICKHOUSE_URL").asText()),
                env.path("CLICKHOUSE_USER").asText(),
                env.path("CLICKHOUSE_PASSWORD").asText(),
                instance.clickHouse().database());
    }

    private JsonNode ask(String command) {
        Path file = instance.root().resolve("tidemark");
        if (!Files.isExecutable(file)) {
            throw BenchException.notReady(file
                    + " is not there: start the benchmark by ./tidemark bench, or set TIDEMARK_ROOT to its folder.");
        }
        String executable = file.toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(executable, command, "--json"));
        builder.environment().put("TIDEMARK_HOME", instance.home().toString());
        builder.environment().put("TIDEMARK_NO_BUILD", "1");
        builder.redirectError(Redirect.INHERIT);
        try {
            Process process = builder.start();
            byte[] answer = process.getInputStream().readAllBytes();
            process.waitFor();
            JsonNode node = JSON.readTree(answer);
            if (node == null || !node.isObject()) {
                throw BenchException.notReady(
                        "'" + executable + " " + command + " --json' answered no object: run it and see why.");
            }
            return node;
        } catch (IOException failure) {
            throw BenchException.notReady(
                    "'" + executable + " " + command + " --json' gave no answer: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BenchException.failed("interrupted while asking " + executable, interrupted);
        }
    }
}
