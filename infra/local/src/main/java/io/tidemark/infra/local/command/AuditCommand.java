package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.local.config.LocalConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        description = "Count the offsets of every topic in both stores: nothing may be missing, nothing twice.",
        footer = {"", "Exit code 1 when something is missing or duplicated, or an audit is running already."})
final class AuditCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description = "how long to wait for records that are still landing, such as PT5M (default PT60S)")
    private Optional<Duration> patience = Optional.empty();

    AuditCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalConfig config = context.configOnceUp();
        context.requireUp(config, List.of("kafka", "s3", "clickhouse"));
        List<String> arguments =
                patience.map(wait -> List.of("--wait", wait.toString())).orElse(List.of());
        Job.Result result = new Job(context, config).spark("audit", "io.tidemark.batch.AuditMain", arguments);
        if (!result.output().isMissingNode()) {
            print(result.output());
        }
        return result.exitCode();
    }

    private void print(JsonNode audit) {
        if (json) {
            context.out().println(audit);
            return;
        }
        TextTable table = new TextTable(
                "topic", "partition", "from", "to", "lake", "missing", "twice", "clickhouse", "missing", "twice");
        for (JsonNode topic : audit.path("topics")) {
            table.add(
                    topic.path("topic").asText(),
                    topic.path("partition").asText(),
                    topic.path("from").asText(),
                    topic.path("to").asText(),
                    count(topic.path("lake"), "present"),
                    count(topic.path("lake"), "missing"),
                    count(topic.path("lake"), "duplicated"),
                    count(topic.path("clickhouse"), "present"),
                    count(topic.path("clickhouse"), "missing"),
                    count(topic.path("clickhouse"), "duplicated"));
        }
        table.lines().forEach(context.out()::println);
        context.out()
                .println(
                        audit.path("ok").asBoolean()
                                ? "Clean: every offset is in both stores exactly once."
                                : "Not clean: offsets are missing or there twice. What is missing may still be landing: see"
                                        + " ./tidemark status, then audit again.");
    }

    private static String count(JsonNode store, String what) {
        return Units.count(store.path(what).asLong());
    }
}
